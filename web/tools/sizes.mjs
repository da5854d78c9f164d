// sizes.mjs [SITE]: what the first visit of the page loads, per bundle, raw and compressed. Exits with 1
// when a bundle is over the budget.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const kBudgetBytes = 1_500_000;

// What one visit with that bundle fetches: the shared files and the bundle's own.
export function firstLoad(site, bundle) {
  const all = (folder) => fs.readdirSync(path.join(site, folder)).map((name) => path.join(folder, name));
  return [...all('.'), ...all(bundle)]
    .filter((name) => !name.endsWith('.br') && fs.statSync(path.join(site, name)).isFile())
    .map((name) => ({
      name,
      raw: fs.statSync(path.join(site, name)).size,
      wire: fs.statSync(path.join(site, `${name}.br`)).size,
    }));
}

export function printSizes(site) {
  let withinBudget = true;
  for (const bundle of ['mt', 'st']) {
    const files = firstLoad(site, bundle);
    const sum = (key) => files.reduce((total, file) => total + file[key], 0);
    console.log(`\nfirst load, ${bundle} bundle${' '.repeat(17)}raw      brotli`);
    for (const file of [...files, { name: 'together', raw: sum('raw'), wire: sum('wire') }]) {
      console.log(`  ${file.name.padEnd(30)}${String(file.raw).padStart(9)} ${String(file.wire).padStart(10)}`);
    }
    withinBudget &&= sum('wire') <= kBudgetBytes;
  }
  return withinBudget;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exit(printSizes(process.argv[2] ?? 'build/site') ? 0 : 1);
}
