// The command line as WebAssembly: `node gilscope.mjs run FILE.py`. The same C++ as the native program.
import { createRequire } from 'node:module';

// What emscripten 3.1.6 builds takes a global fetch for a browser's and fails on file paths.
delete globalThis.fetch;
const createGilscope = createRequire(import.meta.url)('./gilscope_wasm.cjs');
await createGilscope({
  arguments: process.argv.slice(2),
  thisProgram: 'gilscope',
  quit: (status) => {
    process.exitCode = status;
  },
});
