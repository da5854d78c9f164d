// The simulated machine's options: a small form, kept in localStorage, handed to the engine as JSON.
import { load, save } from './storage';
import { type Key, t } from './strings';

export interface MachineOptions {
  cores: number;
  python: string;
  switch_interval_ms: number;
  seed: number;
  start_method: string; // empty: the default of that Python version
}

const kDefaults: MachineOptions = {
  cores: 4,
  python: '3.12',
  switch_interval_ms: 5,
  seed: 0,
  start_method: '',
};
const kCores = [1, 2, 3, 4, 6, 8, 16, 32];
const kPythons = ['3.9', '3.11', '3.12', '3.14', '3.14t'];
const kStartMethods = ['', 'fork', 'spawn', 'forkserver'];

export class OptionsForm {
  private options: MachineOptions = { ...kDefaults, ...load<Partial<MachineOptions>>('options', {}) };

  constructor(private readonly form: HTMLFormElement) {
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('change', () => this.read());
    this.fillIn();
  }

  value(): MachineOptions {
    return { ...this.options };
  }

  // The form in the current language.
  fillIn(): void {
    const { cores, python, switch_interval_ms, seed, start_method } = this.options;
    this.form.replaceChildren(
      field('cores', select('cores', kCores.map((n) => [String(n), String(n)]), String(cores))),
      field('python', select('python', kPythons.map(pythonEntry), python)),
      field('switch_interval', number('switch_interval_ms', switch_interval_ms, 0.001, 10000, 'any'), 'milliseconds'),
      field('seed', number('seed', seed, 0, 2 ** 32 - 1, '1')),
      field('start_method', select('start_method', kStartMethods.map(startEntry), start_method)),
    );
  }

  private read(): void {
    const data = new FormData(this.form);
    const text = (name: keyof MachineOptions) => String(data.get(name) ?? '');
    const amount = (name: 'switch_interval_ms' | 'seed', low: number, high: number) => {
      const value = Number(text(name));
      return text(name) !== '' && value >= low && value <= high ? value : kDefaults[name];
    };
    this.options = {
      cores: Number(text('cores')),
      python: text('python'),
      switch_interval_ms: amount('switch_interval_ms', 0.001, 10000),
      seed: Math.floor(amount('seed', 0, 2 ** 32 - 1)),
      start_method: text('start_method'),
    };
    save('options', this.options);
  }
}

function pythonEntry(version: string): [string, string] {
  return [version, version.endsWith('t') ? `${version} (${t('free_threaded')})` : version];
}

function startEntry(method: string): [string, string] {
  return [method, method === '' ? t('start_default') : method];
}

function field(key: Key, control: HTMLElement, unit?: Key): HTMLLabelElement {
  const label = document.createElement('label');
  label.className = 'field';
  label.title = t(`${key}_title` as Key);
  const name = document.createElement('span');
  name.textContent = t(key);
  label.append(name, control);
  if (unit) {
    const text = document.createElement('span');
    text.className = 'unit';
    text.textContent = t(unit);
    label.append(text);
  }
  return label;
}

function select(name: string, entries: [string, string][], chosen: string): HTMLSelectElement {
  const element = document.createElement('select');
  element.name = name;
  element.append(...entries.map(([value, text]) => new Option(text, value)));
  element.value = chosen;
  if (element.selectedIndex < 0) element.selectedIndex = 0;
  return element;
}

function number(name: string, value: number, low: number, high: number, step: string): HTMLInputElement {
  const element = document.createElement('input');
  Object.assign(element, { type: 'number', name, min: String(low), max: String(high), step });
  element.value = String(value);
  return element;
}
