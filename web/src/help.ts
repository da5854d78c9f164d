// The help: keys, what the colours mean, what is simulated and where that differs from CPython.
import { differencesTable } from './differences';
import { element } from './element';
import { kStates } from './states';
import { type Key, t } from './strings';

const kKeys: [keys: (Key | string)[], what: Key][] = [
  [['Ctrl ⏎'], 'key_run'],
  [['Esc'], 'key_stop'],
  [['key_wheel', 'W', 'S', '+', '−'], 'key_zoom'],
  [['key_drag', 'A', 'D'], 'key_pan'],
  [['key_space'], 'key_play'],
  [['F'], 'key_fit'],
  [['Q'], 'key_squeeze'],
  [['key_click'], 'key_source'],
];

export class Help {
  private readonly dialog = document.getElementById('help') as HTMLDialogElement;

  constructor() {
    document.getElementById('show-help')?.addEventListener('click', () => this.show());
    // A click beside it closes it, as does Escape.
    this.dialog.addEventListener('click', (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
  }

  show(part?: 'differences'): void {
    const close = element('button', 'quiet', t('close'));
    close.addEventListener('click', () => this.dialog.close());
    const head = element('header');
    head.append(element('h2', '', t('help')), close);
    const differences = element('section');
    differences.append(element('h3', '', t('differences')), element('p', 'note', t('differences_text')), differencesTable());
    const body = element('div', 'body');
    body.append(keys(), colours(), simulated(), differences);
    this.dialog.replaceChildren(head, body);
    if (!this.dialog.open) this.dialog.showModal();
    if (part) differences.scrollIntoView();
    else body.scrollTop = 0;
  }
}

// The six states with their colours and one sentence each.
export function colourList(): HTMLElement {
  const list = element('dl', 'colours');
  for (const { key } of kStates) {
    list.append(element('dt', `key ${key}`, t(key)), element('dd', '', t(`${key}_help` as Key)));
  }
  return list;
}

function section(title: Key, ...parts: HTMLElement[]): HTMLElement {
  const made = element('section');
  made.append(element('h3', '', t(title)), ...parts);
  return made;
}

function keys(): HTMLElement {
  const list = element('dl', 'keys');
  for (const [names, what] of kKeys) {
    const term = element('dt');
    for (const name of names) term.append(element('kbd', '', name.startsWith('key_') ? t(name as Key) : name));
    list.append(term, element('dd', '', t(what)));
  }
  return section('help_keys', list, element('p', 'note', t('key_tab')));
}

function colours(): HTMLElement {
  return section('help_colours', colourList());
}

function simulated(): HTMLElement {
  return section('help_simulated', element('p', '', t('simulated_text')));
}
