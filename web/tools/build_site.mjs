// build_site.mjs [--out DIR]: the page in build/site/, from index.html, web/ and the bundles in
// build/web-mt and build/web-st: checked (tsc), bundled (esbuild) and compressed (brotli). What is up to
// date is left alone, so that a second call costs next to nothing.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { printSizes } from './sizes.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const site = path.join(root, 'build/site');
const bundles = ['mt', 'st'];

const time = (file) => (fs.existsSync(file) ? fs.statSync(file).mtimeMs : 0);
const filesIn = (folder, ending) =>
  fs.existsSync(folder)
    ? fs.readdirSync(folder).filter((name) => name.endsWith(ending)).map((name) => path.join(folder, name))
    : [];

function isNewer(output, inputs) {
  const made = time(output);
  return made > 0 && inputs.every((input) => time(input) <= made);
}

function copy(from, to) {
  if (isNewer(to, [from])) return;
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.copyFileSync(from, to);
}

// The bundles: glue, wasm and, with threads, the worker's script.
function copyBundles() {
  const sizes = {};
  for (const name of bundles) {
    const folder = path.join(root, `build/web-${name}`);
    for (const file of filesIn(folder, '.js').concat(filesIn(folder, '.wasm'))) {
      copy(file, path.join(site, name, path.basename(file)));
    }
    const wasm = path.join(site, name, 'gilscope.wasm');
    if (!fs.existsSync(wasm)) throw new Error(`${wasm} is missing: build the presets web-mt and web-st first`);
    sizes[name] = fs.statSync(wasm).size;
  }
  return sizes;
}

function examples() {
  return filesIn(path.join(root, 'examples/tutorial'), '.py').sort().map((file) => ({
    slug: path.basename(file, '.py'),
    text: fs.readFileSync(file, 'utf8'),
  }));
}

// The rows of docs/differences.md, each in both languages as far as there is a translation.
function differences() {
  const table = (name) => fs.readFileSync(path.join(root, 'docs', name), 'utf8').split('\n')
    .filter((line) => line.startsWith('| ')).slice(1)
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const translated = new Map(table('differences.zh.md').map(([key, ...row]) => [key, row]));
  const named = ([subject, cpython, here]) => ({ subject, cpython, here });
  return table('differences.md').map((row) => ({ en: named(row), zh: named(translated.get(row[0]) ?? row) }));
}

async function bundlePage(wasmBytes) {
  const sources = [...filesIn(path.join(root, 'web/src'), '.ts'), ...filesIn(path.join(root, 'examples/tutorial'), '.py'),
    ...filesIn(path.join(root, 'docs'), '.md'), path.join(root, 'web/tsconfig.json'), path.join(root, 'package-lock.json'), fileURLToPath(import.meta.url),
    ...bundles.map((name) => path.join(site, name, 'gilscope.wasm'))];
  const app = path.join(site, 'app.js');
  if (!isNewer(app, sources)) {
    execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', path.join(root, 'web')], { stdio: 'inherit' });
    const esbuild = await import('esbuild');
    await esbuild.build({
      entryPoints: [path.join(root, 'web/src/main.ts')],
      outfile: app,
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'warning',
      define: { WASM_BYTES: JSON.stringify(wasmBytes) },
      plugins: [{
        name: 'data',
        setup(build) {
          const data = { examples, differences };
          build.onResolve({ filter: /^(examples|differences)$/ }, ({ path }) => ({ path, namespace: 'data' }));
          build.onLoad({ filter: /.*/, namespace: 'data' }, ({ path }) => ({ contents: JSON.stringify(data[path]()), loader: 'json' }));
        },
      }],
    });
  }
  const style = path.join(root, 'web/style.css');
  if (!isNewer(path.join(site, 'app.css'), [style])) {
    const esbuild = await import('esbuild');
    await esbuild.build({ entryPoints: [style], outfile: path.join(site, 'app.css'), minify: true, logLevel: 'warning' });
  }
  copy(path.join(root, 'index.html'), path.join(site, 'index.html'));
  copy(path.join(root, 'web/icon.svg'), path.join(site, 'icon.svg'));
}

function compress(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) compress(file);
    else if (!file.endsWith('.br') && !isNewer(`${file}.br`, [file])) {
      const data = fs.readFileSync(file);
      const options = { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: data.length };
      fs.writeFileSync(`${file}.br`, zlib.brotliCompressSync(data, { params: options }));
    }
  }
}

await bundlePage(copyBundles());
compress(site);
if (process.argv.includes('--sizes')) printSizes(site);
