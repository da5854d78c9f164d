// Where things stand on the page: splitters, tabs, light or dark, language. Remembers what was chosen.
import { load, save } from './storage';
import { type Language, setLanguage, t, translatePage } from './strings';

function byId(id: string): HTMLElement {
  return document.getElementById(id)!;
}

// A bar between two parts that can be dragged, and moved with the arrow keys. The share is a CSS
// variable of the element that holds both.
function splitter(id: string, variable: string, otherwise: number, axis: 'x' | 'y', changed: () => void): void {
  const bar = byId(id);
  const holder = bar.parentElement!;
  const set = (share: number, keep: boolean) => {
    const percent = Math.min(85, Math.max(12, share));
    holder.style.setProperty(variable, `${percent}%`);
    bar.setAttribute('aria-valuenow', String(Math.round(percent)));
    if (keep) save(variable, percent);
    changed();
  };
  set(load(variable, otherwise), false);
  const shareAt = (event: PointerEvent) => {
    const box = holder.getBoundingClientRect();
    return axis === 'x' ? ((event.clientX - box.left) / box.width) * 100 : ((event.clientY - box.top) / box.height) * 100;
  };
  bar.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    bar.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent) => set(shareAt(moved), true);
    bar.addEventListener('pointermove', move);
    bar.addEventListener('lostpointercapture', () => bar.removeEventListener('pointermove', move), { once: true });
  });
  bar.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -3, ArrowUp: -3, ArrowRight: 3, ArrowDown: 3 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(parseFloat(holder.style.getPropertyValue(variable)) + step, true);
  });
  bar.addEventListener('dblclick', () => set(otherwise, true));
}

export function startSplitters(changed: () => void): void {
  splitter('split-left', '--left', 36, 'x', changed);
  splitter('split-result', '--code', 62, 'y', changed);
}

export function showResultTab(name: 'output' | 'summary'): void {
  for (const tab of ['output', 'summary']) {
    byId(tab).hidden = tab !== name;
    byId(`tab-${tab}`).setAttribute('aria-selected', String(tab === name));
  }
}

// On a narrow screen one of code, timeline and output is shown at a time.
export function showView(view: string): void {
  byId('house').dataset['view'] = view;
  for (const tab of byId('view-tabs').querySelectorAll<HTMLElement>('[data-view]')) {
    tab.setAttribute('aria-selected', String(tab.dataset['view'] === view));
  }
}

export function startTabs(changed: () => void): void {
  byId('tab-output').addEventListener('click', () => showResultTab('output'));
  byId('tab-summary').addEventListener('click', () => showResultTab('summary'));
  for (const tab of byId('view-tabs').querySelectorAll<HTMLElement>('[data-view]')) {
    tab.addEventListener('click', () => {
      showView(tab.dataset['view'] ?? 'code');
      changed();
    });
  }
}

export function isDark(): boolean {
  return document.documentElement.dataset['theme'] === 'dark';
}

export function startTheme(changed: () => void): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const chosen = load<string>('theme', '');
    document.documentElement.dataset['theme'] = chosen || (system.matches ? 'dark' : 'light');
    changed();
  };
  system.addEventListener('change', apply);
  byId('theme').addEventListener('click', () => {
    save('theme', isDark() ? 'light' : 'dark');
    apply();
  });
  apply();
}

export function startLanguage(changed: () => void): void {
  const preferred: Language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  let language = load<Language>('language', preferred);
  const apply = () => {
    setLanguage(language);
    translatePage();
    byId('split-left').setAttribute('aria-label', t('resize_editor'));
    byId('split-result').setAttribute('aria-label', t('resize_output'));
    changed();
  };
  byId('language').addEventListener('click', () => {
    language = language === 'zh' ? 'en' : 'zh';
    save('language', language);
    apply();
  });
  apply();
}
