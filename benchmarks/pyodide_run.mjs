// Runs a Python file with Pyodide's CPython in Node, as `node benchmarks/pyodide_run.mjs FILE.py`; benchmarks/run.py --wasm does.
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const python = await loadPyodide({ args: [] });
python.setStdout({ write: (bytes) => process.stdout.write(bytes) && bytes.length || bytes.length });
const started = performance.now();
python.runPython(readFileSync(process.argv[2], "utf8"));
// Without the start of the interpreter, for a comparison of the hot path alone.
process.stderr.write(`ran for ${((performance.now() - started) / 1000).toFixed(4)} s\n`);
