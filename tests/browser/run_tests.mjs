// run_tests.mjs [--mt|--st] [WORD...]: runs the tests of tests/browser/*.test.mjs (all, or those whose name has one of
// the words), each with a fresh page in each of its bundles, and counts.
// A test is {name: a sentence, run: (page, bundle) => promise, bundles?: [...], page?: {width, ...}}.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Browser } from './browser.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const bundles = ['mt', 'st'].filter((name) => process.argv.includes(`--${name}`) || !process.argv.some((word) => /^--(mt|st)$/.test(word)));
const files = fs.readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort();
const counts = { passed: 0, failed: 0 };

async function runOne(browser, name, test, bundle) {
  const start = Date.now();
  const page = await browser.open(bundle, test.page);
  try {
    await page.ready();
    await test.run(page, bundle);
    page.checkErrors();
    ++counts.passed;
    console.log(`ok   ${name} (${Date.now() - start} ms)`);
  } catch (error) {
    ++counts.failed;
    console.log(`FAIL ${name}\n${String(error.stack ?? error).replace(/^/gm, '     ')}`);
    if (page.errors.length) console.log(`     the page said: ${page.errors.join(' | ')}`);
    await page.screenshot(`failed-${bundle}-${test.name.replace(/\W+/g, '-').slice(0, 60)}`).catch(() => {});
  }
  await page.close();
}

const browser = await Browser.start();
try {
  for (const file of files) {
    const { tests } = await import(pathToFileURL(path.join(here, file)).href);
    for (const test of tests) {
      for (const bundle of test.bundles ?? bundles) {
        const name = `${path.basename(file, '.test.mjs')}: ${test.name} [${bundle}]`;
        if (words.length === 0 || words.some((word) => name.includes(word))) await runOne(browser, name, test, bundle);
      }
    }
  }
} finally {
  await browser.stop();
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed ? 1 : 0);
