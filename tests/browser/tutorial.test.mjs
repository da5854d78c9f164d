// The tutorial's five programs, as a visitor runs them: what they print, how long they take in virtual time,
// and the lanes and spans that the timeline draws, read as data.
import assert from 'node:assert/strict';

const lanesOf = (data, kind) => data.lanes.lanes.filter((lane) => lane.kind === kind);
const seconds = (data) => data.state.virtual_time_ns / 1e9;
const timeIn = (lane, state) =>
  lane.spans.filter((span) => span.state === state).reduce((sum, span) => sum + span.end_ns - span.begin_ns, 0) / 1e9;

function assertBetween(value, low, high, what) {
  assert.ok(value >= low && value <= high, `${what} is ${value}, not between ${low} and ${high}`);
}

// Spans of a lane touch or follow each other, and end with the run.
function assertWellFormed(data) {
  for (const lane of data.lanes.lanes) {
    let end = 0;
    for (const span of lane.spans) {
      assert.ok(span.begin_ns >= end && span.end_ns >= span.begin_ns, `${lane.kind} ${lane.name}: spans overlap`);
      end = span.end_ns;
    }
    assert.ok(end <= data.lanes.end_ns, `${lane.kind} ${lane.name} goes on after the end`);
  }
}

async function runExample(page, bundle, slug, options = {}) {
  await page.choose(slug);
  for (const [name, value] of Object.entries(options)) await page.setOption(name, value);
  const data = await page.run();
  assert.equal(data.bundle, bundle);
  assert.equal(data.state.phase, 'finished', JSON.stringify(data.state));
  assert.equal(data.state.exit_status, 0);
  assertWellFormed(data);
  assert.ok((await page.colours()) > 20, 'the timeline is empty');
  return data;
}

export const tests = [
  {
    name: 'three threads wait for the network at the same time',
    async run(page, bundle) {
      const data = await runExample(page, bundle, '01_threads');
      assertBetween(seconds(data), 1.0, 1.1, 'the virtual time');
      const lines = (await page.outputText()).split('\n');
      assert.equal(lines.length, 7);
      assert.ok(lines.slice(0, 3).every((line) => line.startsWith('开始下载 https://')), lines.join('\n'));
      assert.ok(lines.slice(3, 6).every((line) => line.includes('下载完成，长度: ')), lines.join('\n'));
      assert.match(lines[6], /^总耗时: 1\.0/);
      const workers = lanesOf(data, 'thread').filter((lane) => lane.name.startsWith('Thread-'));
      assert.equal(workers.length, 3);
      for (const worker of workers) assertBetween(timeIn(worker, 'io'), 0.95, 1.1, `${worker.name}'s time in I/O`);
      assert.equal(lanesOf(data, 'gil').length, 1);
      await page.screenshot(`01-threads-${bundle}`);
    },
  },
  {
    name: 'a pool on two cores hands out chunks of seven',
    async run(page, bundle) {
      const data = await runExample(page, bundle, '02_process_pool', { cores: 2 });
      assertBetween(seconds(data), 2.8, 2.95, 'the virtual time');
      const text = await page.outputText();
      assert.match(text, /结果前5个: \[1, 4, 9, 16, 25\]/);
      assert.equal(lanesOf(data, 'gil').length, 3, 'the parent and two workers have a GIL each');
      await page.screenshot(`02-process-pool-${bundle}`);
    },
  },
  {
    name: 'the same pool on eight cores takes less than a second',
    async run(page, bundle) {
      const data = await runExample(page, bundle, '02_process_pool', { cores: 8 });
      assertBetween(seconds(data), 0.8, 0.95, 'the virtual time');
      assert.equal(lanesOf(data, 'gil').length, 9);
    },
  },
  {
    name: 'five workers of a thread pool download at once',
    async run(page, bundle) {
      const data = await runExample(page, bundle, '03_thread_pool');
      assertBetween(seconds(data), 1.0, 1.1, 'the virtual time');
      assert.match(await page.outputText(), /^\[(\d+)(, \1){4}\]$/);
      const workers = lanesOf(data, 'thread').filter((lane) => lane.name.includes('ThreadPoolExecutor'));
      assert.equal(workers.length, 5);
      await page.screenshot(`03-thread-pool-${bundle}`);
    },
  },
  {
    name: 'four processes compute in parallel, each with a GIL of its own',
    async run(page, bundle) {
      const data = await runExample(page, bundle, '04_process_pool_executor', { cores: 4 });
      assert.equal(await page.outputText(), `[${Array(4).fill('333332833333500000').join(', ')}]`);
      assert.equal(lanesOf(data, 'gil').length, 5);
      assertBetween(data.statistics.parallelism, 2.5, 4, 'the parallelism');
      await page.screenshot(`04-process-pool-executor-${bundle}`);
    },
  },
  {
    name: 'five coroutines share one thread and one second',
    async run(page, bundle) {
      const data = await runExample(page, bundle, '05_asyncio');
      assertBetween(seconds(data), 1.0, 1.1, 'the virtual time');
      const lines = (await page.outputText()).split('\n');
      assert.match(lines[0], /^\[(\d+)(, \1){4}\]$/);
      assert.match(lines[1], /^总耗时: 1\.0/);
      // asyncio.run() has two tasks of its own at the end, shutdown_asyncgens and shutdown_default_executor, as in CPython.
      const tasks = lanesOf(data, 'task').filter((task) => !task.coroutine.startsWith('BaseEventLoop.'));
      assert.equal(tasks.length, 6, 'main and the five that gather made');
      assert.equal(tasks.filter((task) => timeIn(task, 'awaiting') > 0.9).length, 6);
      assert.equal(new Set(tasks.map((task) => task.thread)).size, 1);
      assert.equal(lanesOf(data, 'loop').length, 1);
      await page.screenshot(`05-asyncio-${bundle}`);
    },
  },
  {
    name: 'the same seed gives the same trace, run after run',
    async run(page, bundle) {
      const first = await runExample(page, bundle, '01_threads', { seed: 7 });
      const second = await runExample(page, bundle, '01_threads', { seed: 7 });
      assert.equal(first.statistics.trace_hash, second.statistics.trace_hash);
    },
  },
];
