// A headless Chromium with the built page (build/site), for tests: two servers, one with the headers of
// cross-origin isolation (multi-threaded bundle) and one without (single-threaded bundle).
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const kScreenshots = path.join(root, 'build/screenshots');
const kChromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
// Software GL, and nothing that talks to the network by itself.
const kArguments = ['--headless=new', '--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--no-first-run', '--disable-quic', '--no-default-browser-check',
  '--disable-features=Translate,OptimizationHints,MediaRouter'];

export async function startServer(...options) {
  const server = spawn(process.execPath, [path.join(root, 'web/tools/server.mjs'), path.join(root, 'build/site'), ...options],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise((resolve) => server.stdout.once('data', (data) => resolve(String(data))));
  return { server, url: /http:\S+/.exec(line)[0] };
}

export class Browser {
  static async start() {
    const made = new Browser();
    fs.mkdirSync(kScreenshots, { recursive: true });
    made.servers = { mt: await startServer('--port', '0'), st: await startServer('--port', '0', '--no-isolation') };
    made.browser = await chromium.launch({ executablePath: kChromium, headless: true, args: kArguments });
    return made;
  }

  // A fresh page with empty storage.
  async open(bundle, { width = 1440, height = 860, ratio = 1, language = 'en-US', dark = true } = {}) {
    const context = await this.browser.newContext({
      viewport: { width, height }, deviceScaleFactor: ratio, locale: language, colorScheme: dark ? 'dark' : 'light',
    });
    const page = new TestPage(context, await context.newPage(), bundle, this.servers[bundle].url);
    page.browser = this.browser;
    page.again = () => this.open(bundle);
    return page;
  }

  async stop() {
    await this.browser?.close();
    for (const { server } of Object.values(this.servers ?? {})) server.kill();
  }
}

export class TestPage {
  errors = [];

  constructor(context, page, bundle, url) {
    Object.assign(this, { context, page, bundle, url });
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => this.errors.push(error.stack ?? error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    page.on('requestfailed', (request) => this.errors.push(`${request.url()} ${request.failure()?.errorText}`));
  }

  // Loads the page and waits for the engine.
  async ready() {
    await this.page.goto(this.url);
    await this.page.waitForFunction(() => document.documentElement.dataset.ready);
  }

  // Loads the page: how many milliseconds after asking for it a program can be run, by the page's own clock.
  async timeToUse() {
    await this.page.goto(this.url, { waitUntil: 'commit' });
    await this.page.waitForFunction(() => document.documentElement.dataset.ready, undefined, { polling: 20 });
    return this.page.evaluate(() => performance.getEntriesByName('usable')[0].startTime);
  }

  async choose(slug) {
    await this.page.selectOption('#program', slug);
  }

  async write(text) {
    await this.page.evaluate((value) => gilscope.setText(value), text);
  }

  async setOption(name, value) {
    const control = this.page.locator(`#options [name=${name}]`);
    if (await control.evaluate((element) => element.tagName === 'SELECT')) {
      await control.selectOption(String(value));
    } else {
      await control.fill(String(value));
      await control.blur();
    }
  }

  // Presses Run and waits for the end; returns all that the page knows, as data.
  async run(timeout = 60_000) {
    await this.page.click('#run');
    await this.page.waitForFunction(() => gilscope.phase() !== 'running', undefined, { timeout });
    await this.page.waitForTimeout(400); // a few pictures
    return this.data();
  }

  data() {
    return this.page.evaluate(() => gilscope.data());
  }

  async outputText() {
    return (await this.page.locator('#output .line span').allTextContents()).join('\n');
  }

  async screenshot(name) {
    await this.page.screenshot({ path: path.join(kScreenshots, `${name}.png`) });
  }

  // How many different colours the canvas shows, to tell a picture from an empty one.
  colours() {
    return this.page.evaluate(() => gilscope.colours());
  }

  checkErrors() {
    if (this.errors.length) throw new Error(`the page complained: ${this.errors.join(' | ')}`);
  }

  async close() {
    await this.context.close();
  }
}
