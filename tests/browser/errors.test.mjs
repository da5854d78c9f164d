// Programs that go wrong: each ends in a clear message with the line, which the editor marks; what ran so far stays
// visible, and the next run works.
import assert from 'node:assert/strict';

const kTimeoutMs = 600_000; // on a machine that builds something besides

const kCases = [
  {
    name: 'an endless loop ends at the limit of instructions',
    text: 'print("before")\ndef spin():\n    while True:\n        pass\nspin()\n',
    phase: 'limit', lines: [4, 3], says: /stopped after 2000000000 instructions \(an endless loop\?\) at line [34] of program\.py, in spin/,
  },
  {
    name: 'an endless loop of sleeps ends at the limit of virtual time',
    text: 'import time\nprint("before")\nwhile True:\n    time.sleep(1)\n',
    phase: 'limit', lines: [4], says: /stopped after 3600 s of virtual time at line 4 of program\.py/,
  },
  {
    name: 'endless output ends at the limit of output',
    text: 'print("before")\nwhile True:\n    print("spam " * 1000)\n',
    phase: 'limit', lines: [3], says: /too much output at line 3 of program\.py/,
  },
  {
    name: 'a number too large to compute is a MemoryError',
    text: 'print("before")\nx = 10**10**8\nprint(x)\n',
    kind: 'MemoryError', lines: [2], says: /MemoryError: integer too large/,
  },
  {
    name: 'infinite recursion is a RecursionError',
    text: 'print("before")\ndef f(n):\n    return f(n + 1)\nf(0)\n',
    kind: 'RecursionError', lines: [3], says: /RecursionError: maximum recursion depth exceeded/,
  },
  {
    name: 'a fork bomb runs into the limit of processes',
    text: 'import os\nprint("before")\nwhile True:\n    os.fork()\n',
    kind: 'BlockingIOError', lines: [4], says: /BlockingIOError: \[Errno 11\] Resource temporarily unavailable/,
  },
  {
    name: 'a process started without the guard under spawn says what is missing',
    text: 'import multiprocessing\ndef work():\n    print("work")\nprint("before")\np = multiprocessing.Process(target=work)\np.start()\np.join()\nassert p.exitcode == 0, "the child failed"\n',
    options: { start_method: 'spawn' },
    kind: 'AssertionError', lines: [8], says: /line 6, in <module>[^]*if __name__ == '__main__':[^]*freeze_support\(\)/,
  },
  {
    name: 'a pool made without the guard under spawn does not start workers for ever',
    text: 'import multiprocessing\ndef work(n):\n    return n * n\nprint("before")\nwith multiprocessing.Pool(2) as pool:\n    print(pool.map(work, range(4)))\n',
    options: { start_method: 'spawn' },
    phase: 'limit', lines: [5], says: /workers of the pool made at line 5 of program\.py failed/,
  },
  {
    name: 'a module that does not exist is a ModuleNotFoundError',
    text: 'print("before")\nimport numpy as np\nprint(np.zeros(3))\n',
    kind: 'ModuleNotFoundError', lines: [2], says: /No module named 'numpy'/,
  },
  {
    name: 'a deadlock names who waits for whom',
    text: 'import threading, time\na = threading.Lock()\nb = threading.Lock()\nprint("before")\ndef one():\n    with a:\n        time.sleep(0.1)\n        with b: pass\ndef two():\n    with b:\n        time.sleep(0.1)\n        with a: pass\nthreading.Thread(target=one).start()\nthreading.Thread(target=two).start()\n',
    phase: 'deadlock', lines: [8, 12], all: true,
    says: /Thread-1 \(one\) waits for Lock held by Thread-2 \(two\), line 8 of program\.py/,
  },
  {
    name: 'memory that grows without end is a MemoryError',
    text: 'print("before")\na = []\nwhile True:\n    a.append("x" * 1000000)\n',
    kind: 'MemoryError', lines: [4], says: /MemoryError/,
  },
];

// The lines of the editor that carry a mark.
function markedLines(page) {
  return page.page.evaluate(() => [...document.querySelectorAll('.cm-line')]
    .flatMap((line, i) => (line.querySelector('.cm-lintRange') ? [i + 1] : [])));
}

async function check(page, bundle, wanted) {
  for (const [name, value] of Object.entries(wanted.options ?? {})) await page.setOption(name, value);
  await page.write(wanted.text);
  const data = await page.run(kTimeoutMs);
  // Not innerText of the whole: it leaves out what the browser has not laid out yet.
  const said = await page.page.evaluate(() => [...document.querySelector('#output').children]
    .map((row) => (row.matches('.line') ? row.querySelector('span').textContent : row.innerText)).join('\n'));
  assert.match(said, wanted.says);
  assert.equal(data.state.phase, wanted.phase ?? 'finished');
  assert.equal(data.state.problem?.kind, wanted.kind);
  const marked = await markedLines(page);
  if (wanted.all) assert.deepEqual(marked, wanted.lines);
  else assert.ok(marked.length === 1 && wanted.lines.includes(marked[0]), `marks line ${marked}`);
  assert.match(said, /\bbefore\n/, 'what was printed before is gone'); // also where only begin and end are shown
  assert.ok(data.lanes.lanes.some((lane) => lane.kind === 'thread' && lane.spans.length > 0), 'the timeline is empty');
  assert.ok((await page.colours()) > 20, 'the timeline is not drawn');
  await page.screenshot(`error-${wanted.name.replace(/\W+/g, '-')}-${bundle}`);
  // A line number is a link.
  if (wanted.phase) {
    await page.page.locator('#output .problem .link').last().click();
    await page.page.waitForSelector('.cm-shown');
  }
  await page.setOption('start_method', '');
  await page.write('print("fine")\n');
  assert.equal((await page.run()).state.phase, 'finished');
  assert.equal(await page.outputText(), 'fine');
  assert.deepEqual(await markedLines(page), []);
}

export const tests = kCases.map((wanted) => ({
  name: wanted.name,
  run: (page, bundle) => check(page, bundle, wanted),
}));
