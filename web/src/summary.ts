// The summary: where the time of the run went, as numbers and as one bar per thread. The same facts as
// the timeline, for those who want figures or cannot see a canvas.
import { element } from './element';
import type { Statistics, ThreadStatistics } from './engine';
import { count, duration } from './format';
import { kStates } from './states';
import { t } from './strings';

const kThreadsMax = 100;
export function showSummary(panel: HTMLElement, statistics: Statistics | undefined): void {
  if (!statistics || statistics.virtual_time_ns <= 0) {
    panel.replaceChildren(element('p', 'note', t('summary_empty')));
    return;
  }
  panel.replaceChildren(figures(statistics), legend(), threads(statistics));
}

function figures(s: Statistics): HTMLElement {
  const { drop_request, blocked, finished } = s.gil_switches;
  const tiles = element('div', 'figures');
  tiles.append(
    tile(t('wall_time'), duration(s.virtual_time_ns)),
    tile(t('parallelism'), s.parallelism.toFixed(2), t('parallelism_title')),
    tile(t('switches'), count(drop_request + blocked + finished), t('switches_detail', drop_request, blocked, finished)),
  );
  const cores = element('div', 'cores');
  s.core_busy_ns.forEach((busy, i) => cores.append(core(i, busy, s.virtual_time_ns)));
  tiles.append(cores);
  return tiles;
}

function tile(name: string, value: string, title = ''): HTMLElement {
  const box = element('div', 'tile');
  box.title = title;
  box.append(element('b', '', value), element('span', '', name));
  return box;
}

function core(i: number, busy: number, all: number): HTMLElement {
  const part = Math.min(1, busy / all);
  const box = element('div', 'core');
  const text = t('core_busy', i);
  box.title = `${text}: ${duration(busy)} (${(part * 100).toFixed(1)} %)`;
  const bar = element('i', '');
  bar.style.height = `${part * 100}%`;
  box.append(bar, element('span', '', String(i)));
  return box;
}

function legend(): HTMLElement {
  const line = element('p', 'legend');
  for (const { key } of kStates) line.append(element('span', `key ${key}`, t(key)));
  return line;
}

function threads(s: Statistics): HTMLElement {
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  for (const text of [t('thread'), '', ...kStates.map(({ key }) => t(key))]) head.append(element('th', '', text));
  const body = table.createTBody();
  const severalProcesses = new Set(s.threads.map((thread) => thread.process)).size > 1;
  for (const thread of s.threads.slice(0, kThreadsMax)) {
    const row = body.insertRow();
    const name = severalProcesses ? `${t('process', thread.process)} · ${thread.name}` : thread.name;
    row.append(element('th', '', name));
    row.insertCell().append(bar(thread, s.virtual_time_ns));
    for (const { of } of kStates) row.insertCell().textContent = of(thread) > 0 ? duration(of(thread)) : '–';
  }
  const box = element('div', 'threads');
  box.append(table);
  const more = s.threads.length - kThreadsMax;
  if (more > 0) box.append(element('p', 'note', t('more_threads', more)));
  return box;
}

function bar(thread: ThreadStatistics, all: number): HTMLElement {
  const strip = element('div', 'strip');
  for (const { key, of } of kStates) {
    const part = element('i', key);
    part.style.width = `${(of(thread) / all) * 100}%`;
    part.title = `${t(key)}: ${duration(of(thread))}`;
    strip.append(part);
  }
  return strip;
}
