// Measures that mean the page and not the machine: a test machine may be busy with other things.
import fs from 'node:fs';

// The longest task of the page's main thread while `action` goes on, in milliseconds: its CPU time (a page cannot wait
// in any other way than by computing), and from begin to end, which on a busy machine is more.
export async function longestTask(browser, page, action) {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
  await action();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const threads = new Set(traceEvents
    .filter((event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain')
    .map((event) => `${event.pid}/${event.tid}`));
  const tasks = traceEvents.filter((event) =>
    event.ph === 'X' && /RunTask$/.test(event.name) && threads.has(`${event.pid}/${event.tid}`));
  if (tasks.length === 0) throw new Error('the trace has no tasks of the main thread');
  const main = tasks.reduce((best, task) => ((task.tdur ?? 0) > (best.tdur ?? 0) ? task : best));
  const what = new Set(traceEvents
    .filter((event) => event.tid === main.tid && event.ph === 'X' && event.ts >= main.ts && event.ts < main.ts + main.dur &&
      event !== main && (event.tdur ?? 0) > main.tdur / 2)
    .map((event) => event.name));
  const longest = (key) => Math.max(...tasks.map((task) => (task[key] ?? 0) / 1000));
  return { cpu: longest('tdur'), wall: longest('dur'), what: [...what].join(' > ') };
}

// Clock ticks of all CPUs since the machine started: all of them, and those that this process and its children, the
// browser among them, used.
function ticks() {
  const [user, nice, system, idle, iowait, irq, softirq, steal] =
    fs.readFileSync('/proc/stat', 'utf8').split('\n')[0].trim().split(/\s+/).slice(1).map(Number);
  const parents = new Map(), used = new Map();
  for (const pid of fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      parents.set(Number(pid), Number(fields[1]));
      used.set(Number(pid), fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0));
    } catch {
      // It has ended meanwhile.
    }
  }
  const isOurs = (pid) => pid === process.pid || (parents.has(pid) && isOurs(parents.get(pid)));
  let ours = 0;
  for (const [pid, own] of used) if (isOurs(pid)) ours += own;
  return { all: user + nice + system + idle + iowait + irq + softirq + steal, busy: user + nice + system + irq + softirq + steal, ours };
}

// Runs the action and says which share of the machine others used meanwhile (0..1).
export async function othersShare(action) {
  const before = ticks();
  await action();
  const after = ticks();
  const all = after.all - before.all;
  return all > 0 ? Math.min(1, Math.max(0, after.busy - before.busy - (after.ours - before.ours)) / all) : 0;
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
