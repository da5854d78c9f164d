// server.mjs DIR [--port N] [--no-isolation]: serves the page on 127.0.0.1, with the headers that
// cross-origin isolation needs and the files that were compressed at build time. When the port is
// taken, the next free one.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.ttf': 'font/ttf',
};
const kIsolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const [directory = 'build/site', ...rest] = process.argv.slice(2);
const site = path.resolve(directory);
const isolated = !rest.includes('--no-isolation');
const wantedPort = Number(rest[rest.indexOf('--port') + 1] || 8000);

function fileOf(url) {
  const name = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  const file = path.join(site, name.endsWith('/') ? `${name}index.html` : name);
  return file.startsWith(site + path.sep) && fs.existsSync(file) && fs.statSync(file).isFile() ? file : undefined;
}

function answer(request, response) {
  let file;
  try {
    file = fileOf(request.url ?? '/');
  } catch {
    response.writeHead(400).end();
    return;
  }
  if (!file || !['GET', 'HEAD'].includes(request.method ?? '')) {
    response.writeHead(file ? 405 : 404, { 'Content-Type': 'text/plain' }).end(file ? 'GET only\n' : 'not found\n');
    return;
  }
  const compressed = /\bbr\b/.test(request.headers['accept-encoding'] ?? '') && fs.existsSync(`${file}.br`);
  const sent = compressed ? `${file}.br` : file;
  const { size, mtimeMs } = fs.statSync(sent);
  // Always asked again, rarely sent again: a rebuilt page is never mixed with an old bundle.
  const tag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  const headers = { ETag: tag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding', ...(isolated ? kIsolation : {}) };
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'Content-Type': kTypes[path.extname(file)] ?? 'application/octet-stream',
    'Content-Length': size,
    ...(compressed ? { 'Content-Encoding': 'br' } : {}),
  });
  if (request.method === 'HEAD') response.end();
  else fs.createReadStream(sent).pipe(response);
}

function listen(port, triesLeft) {
  const server = http.createServer(answer);
  server.once('error', (error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    listen(triesLeft > 0 ? port + 1 : 0, triesLeft - 1);
  });
  server.listen(port, '127.0.0.1', () => console.log(`GILscope: http://127.0.0.1:${server.address().port}/`));
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
listen(wantedPort, 50);
