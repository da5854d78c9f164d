// Small settings and the user's texts in localStorage. A browser that refuses storage (private windows,
// blocked cookies, a full disk) loses only the memory between visits, never the page.
const kPrefix = 'gilscope.';

export function load<T>(key: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(kPrefix + key);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

export function save(key: string, value: unknown): void {
  try {
    localStorage.setItem(kPrefix + key, JSON.stringify(value));
  } catch {
    // Nothing to do: the page goes on without a memory.
  }
}
