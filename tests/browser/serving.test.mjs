// The server behind ./run, and that building the page again does nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { root, startServer } from './browser.mjs';

export const tests = [
  {
    name: 'a port that is taken makes the server take another one',
    bundles: ['mt'],
    async run() {
      const other = net.createServer();
      await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port } = other.address();
      const { server, url } = await startServer('--port', String(port));
      try {
        assert.notEqual(Number(new URL(url).port), port);
        const response = await fetch(url);
        assert.equal(response.status, 200);
        assert.equal(response.headers.get('cross-origin-opener-policy'), 'same-origin');
        assert.equal(response.headers.get('cross-origin-embedder-policy'), 'require-corp');
        assert.match(await response.text(), /<title>GILscope/);
      } finally {
        server.kill();
        other.close();
      }
    },
  },
  {
    name: 'nothing outside the site is served',
    bundles: ['mt'],
    async run(page) {
      for (const name of ['../CMakeCache.txt', '..%2f..%2fREADME.md', '%2e%2e%2f', 'nothing']) {
        assert.equal((await fetch(page.url + name)).status, 404, name);
      }
    },
  },
  {
    name: 'building the page again changes nothing',
    bundles: ['mt'],
    async run() {
      const site = path.join(root, 'build/site');
      const build = () => execFileSync(process.execPath, [path.join(root, 'web/tools/build_site.mjs')]);
      const times = () => fs.readdirSync(site, { recursive: true }).map((name) => `${name} ${fs.statSync(path.join(site, name)).mtimeMs}`);
      build();
      const before = times();
      build();
      assert.deepEqual(times(), before);
    },
  },
];
