// The only file that talks to the WebAssembly module. It owns no engine state: text goes in, JSON and
// bytes come out. The exported functions are described in web/bridge.h.
import type { MachineOptions } from './options';

export type Phase = 'idle' | 'running' | 'finished' | 'stopped' | 'deadlock' | 'limit';

export interface Place {
  line: number;
  column: number; // from 1, in characters; 0 where CPython has no column
  end_line: number;
  end_column: number;
}

export interface Problem extends Place {
  kind: string; // "SyntaxError", "ZeroDivisionError", ...
  message: string;
}

export interface EngineState {
  phase: Phase;
  virtual_time_ns: number;
  instructions: number;
  exit_status: number;
  processes: number;
  threads: number;
  tasks: number;
  output_pieces: number;
  problem?: Problem; // of the program: a SyntaxError, or the exception that ended it
  message?: string; // why the machine ended the run: a limit, a deadlock, Stop; names lines of program.py
  selected_line: number; // of the span that was clicked; 0 when none
  selections: number; // counts clicks, so that a second click on the same line is seen
}

export interface OutputPiece {
  time_ns: number;
  thread: string;
  stream: 'stdout' | 'stderr';
  text: string;
}

export interface ThreadStatistics {
  process: number;
  name: string;
  gil_held_ns: number;
  gil_wait_ns: number;
  io_ns: number;
  lock_ns: number;
  sleep_ns: number;
  native_ns: number;
}

export interface Statistics {
  virtual_time_ns: number;
  exit_status: number;
  trace_hash: string;
  instructions: number;
  processes: number;
  tasks: number;
  parallelism: number;
  core_busy_ns: number[];
  threads: ThreadStatistics[];
  gil_switches: { drop_request: number; blocked: number; finished: number };
}

export interface Look {
  dark: boolean;
  language: string;
}

interface Module {
  ccall(name: string, result: 'number' | 'string' | null, types: string[], values: unknown[]): unknown;
  HEAPU8: Uint8Array;
}

type Factory = (overrides: Record<string, unknown>) => Promise<Module>;

export type Bundle = 'mt' | 'st';

// Threads need SharedArrayBuffer, and that needs a cross-origin isolated page. `?bundle=st` asks for the
// single-threaded one on any page.
export function chooseBundle(): Bundle {
  if (!globalThis.crossOriginIsolated) return 'st';
  return new URLSearchParams(location.search).get('bundle') === 'st' ? 'st' : 'mt';
}

export class Engine {
  private constructor(
    readonly bundle: Bundle,
    private readonly module: Module,
  ) {}

  static async load(bundle: Bundle, canvas: HTMLCanvasElement, progress: (part: number) => void,
                    crashed: (reason: string) => void): Promise<Engine> {
    const folder = new URL(`./${bundle}/`, document.baseURI).href;
    const factory = ((await import(`${folder}gilscope.js`)) as { default: Factory }).default;
    let fail: (reason: unknown) => void = () => {};
    const failed = new Promise<never>((_, reject) => (fail = reject));
    const loading = factory({
      canvas,
      locateFile: (name: string) => folder + name,
      mainScriptUrlOrBlob: `${folder}gilscope.js`,
      print: (text: string) => console.log(text),
      printErr: (text: string) => console.warn(text),
      onAbort: (reason: unknown) => crashed(String(reason)),
      instantiateWasm: (imports: WebAssembly.Imports, done: (i: WebAssembly.Instance, m: WebAssembly.Module) => void) => {
        instantiate(`${folder}gilscope.wasm`, WASM_BYTES[bundle], imports, progress)
          .then(({ instance, module }) => done(instance, module))
          .catch(fail);
        return {};
      },
    });
    return new Engine(bundle, await Promise.race([loading, failed]));
  }

  // Opens the timeline in the canvas; false where there is no WebGL2.
  openCanvas(look: Look): boolean {
    this.setLook(look);
    return this.number('gs_open_canvas') === 1;
  }

  setLook(look: Look): void {
    this.number('gs_set_look', Number(look.dark), Number(look.language === 'zh'));
  }

  // Starts a run; what is wrong with the text or the options is in state().
  run(text: string, options: MachineOptions): void {
    const lines = Object.entries(options).map(([name, value]) => `${name}=${value}`);
    this.number('gs_run', text, lines.join('\n'));
  }

  stop(): void {
    this.number('gs_stop');
  }

  // Computes for about `budgetMs` where the engine has no thread of its own, and takes in what is new.
  // True while the program runs.
  work(budgetMs: number): boolean {
    return this.number('gs_work', budgetMs) === 1;
  }

  // Draws the timeline. True while the picture moves by itself.
  draw(): boolean {
    return this.number('gs_draw') === 1;
  }

  state(): EngineState {
    return this.json('gs_state') as EngineState;
  }

  // What was written since piece number `from`.
  output(from: number): OutputPiece[] {
    return this.json('gs_output', from) as OutputPiece[];
  }

  statistics(): Statistics {
    return this.json('gs_statistics') as Statistics;
  }

  // Everything the timeline draws, as data: for tests and for whoever cannot see a canvas.
  lanes(): unknown {
    return this.json('gs_lanes');
  }

  // The run in the Chrome trace format.
  chromeTrace(): Blob {
    const size = this.number('gs_make_chrome_trace');
    const start = this.number('gs_chrome_trace');
    // A copy: a Blob cannot be made of shared memory.
    return new Blob([this.module.HEAPU8.slice(start, start + size)], { type: 'application/json' });
  }

  private number(name: string, ...values: (string | number)[]): number {
    return this.module.ccall(name, 'number', values.map((value) => typeof value), values) as number;
  }

  private json(name: string, ...values: number[]): unknown {
    return JSON.parse(this.module.ccall(name, 'string', values.map(() => 'number'), values) as string);
  }
}

// Compiles while the bytes come in, and tells how far they are. The size is that of the decompressed
// file, since Content-Length counts compressed bytes.
async function instantiate(url: string, size: number, imports: WebAssembly.Imports,
                           progress: (part: number) => void): Promise<WebAssembly.WebAssemblyInstantiatedSource> {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  let seen = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        seen += chunk.byteLength;
        progress(Math.min(1, seen / size));
        controller.enqueue(chunk);
      },
    }),
  );
  const typed = new Response(counted, { headers: { 'Content-Type': 'application/wasm' } });
  return WebAssembly.instantiateStreaming(typed, imports);
}
