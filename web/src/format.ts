// Numbers as people read them.

// 1.0423 s, 12.5 ms, 830 µs, 40 ns: three or four digits that count.
export function duration(ns: number): string {
  if (ns === 0) return '0';
  if (ns >= 1e9) return `${(ns / 1e9).toFixed(ns >= 1e11 ? 1 : 3)} s`;
  if (ns >= 1e6) return `${trim(ns / 1e6)} ms`;
  if (ns >= 1e3) return `${trim(ns / 1e3)} µs`;
  return `${ns} ns`;
}

// A column of timestamps must line up: always seconds with six decimals.
export function timestamp(ns: number): string {
  return (ns / 1e9).toFixed(6);
}

export function count(n: number): string {
  if (n >= 1e9) return `${trim(n / 1e9)} G`;
  if (n >= 1e6) return `${trim(n / 1e6)} M`;
  if (n >= 1e4) return `${trim(n / 1e3)} k`;
  return String(n);
}

function trim(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
