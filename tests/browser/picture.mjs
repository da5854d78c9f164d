// picture.mjs: makes docs/picture.png, the picture of the README: the page as it stands in build/site.
import fs from 'node:fs';
import path from 'node:path';
import { Browser, root } from './browser.mjs';

const kBytesMax = 300_000;

const browser = await Browser.start();
const page = await browser.open('mt', { width: 1440, height: 900 });
await page.ready();
await page.choose('04_process_pool_executor');
await page.run();
const file = path.join(root, 'docs/picture.png');
await page.page.screenshot({ path: file });
page.checkErrors();
await browser.stop();
const { size } = fs.statSync(file);
console.log(`${file}: ${size} bytes`);
process.exit(size <= kBytesMax ? 0 : 1);
