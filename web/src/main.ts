// The page: puts editor, options, output and timeline together and turns the engine's crank once per picture.
import { watchCanvas } from './canvas_input';
import { differencesNote } from './differences';
import { Editor } from './editor';
import { element } from './element';
import { Engine, type EngineState, chooseBundle } from './engine';
import { count, duration } from './format';
import { Help, colourList } from './help';
import { isDark, showResultTab, showView, startLanguage, startSplitters, startTabs, startTheme } from './layout';
import { OptionsForm } from './options';
import { Output, linesIn } from './output';
import { Programs } from './programs';
import { type Key, language, t } from './strings';
import { showSummary } from './summary';

const kSliceMs = 8; // what the single-threaded engine computes before it lets the page breathe
const kSettleFrames = 4; // pictures after the last input: ImGui needs a few to settle
// While a program runs and nobody touches anything, drawing takes a third of the time at most.
const kRunningPicture = { minMs: 50, maxMs: 500, times: 3 };

function byId<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

class Page {
  private readonly canvas = byId<HTMLCanvasElement>('canvas');
  private readonly runButton = byId<HTMLButtonElement>('run');
  private readonly stopButton = byId<HTMLButtonElement>('stop');
  private readonly saveButton = byId<HTMLButtonElement>('save-trace');
  private readonly bundle = chooseBundle();
  private readonly editor: Editor;
  private readonly programs: Programs;
  private readonly options: OptionsForm;
  private readonly output: Output;
  private readonly help = new Help();
  private engine: Engine | undefined;
  private state: EngineState | undefined;
  private hasCanvas = false;
  private broken = ''; // why the engine cannot be used any more
  private loaded = 0; // 0..1
  private runWhenLoaded = false;
  private ran = false;
  private ranText = '';
  private seenPieces = 0;
  private seenSelections = 0;
  private framesLeft = 0;
  private scheduled = false;
  private drewAt = 0;
  private lastPicture = 0;
  private pictureMs = 0; // from one picture to the next possible one
  private computing = false; // a turn is under way
  private readonly turns = new MessageChannel(); // the single-threaded engine's: sooner than a timer

  constructor() {
    const relabel = () => this.relabel();
    startLanguage(relabel);
    startTheme(() => this.engine?.setLook(this.look()));
    this.programs = new Programs(byId('program'), byId('reset'), (text) => this.editor.setText(text));
    this.editor = new Editor(byId('editor'), this.programs.text(), (text) => this.programs.keep(text));
    this.options = new OptionsForm(byId('options'));
    this.output = new Output(byId('output'), (line) => this.goToLine(line));
    showSummary(byId('summary'), undefined);
    startSplitters(() => this.wake());
    startTabs(() => this.wake());
    this.listen();
    this.turns.port1.onmessage = () => this.compute();
    this.relabel();
    void this.load();
  }

  // For tests and for the curious: the same data that is drawn.
  data() {
    return {
      bundle: this.bundle,
      ready: this.engine !== undefined,
      state: this.engine?.state(),
      lanes: this.engine?.lanes(),
      statistics: this.ran ? this.engine?.statistics() : undefined,
      output: this.engine?.output(0),
    };
  }

  phase(): string {
    return this.engine?.state().phase ?? 'loading';
  }

  // How many different colours the canvas shows: a picture has many, an empty canvas one. Read in the
  // turn that drew them, because WebGL forgets its picture afterwards.
  colours(): number {
    const copy = Object.assign(document.createElement('canvas'), { width: this.canvas.width, height: this.canvas.height });
    const pen = copy.getContext('2d');
    if (!pen || !this.engine) return 0;
    this.engine.draw();
    pen.drawImage(this.canvas, 0, 0);
    return new Set(new Uint32Array(pen.getImageData(0, 0, copy.width, copy.height).data.buffer)).size;
  }

  setText(text: string): void {
    this.editor.setText(text);
  }

  private look() {
    return { dark: isDark(), language: language() };
  }

  private listen(): void {
    this.runButton.addEventListener('click', () => this.run());
    this.stopButton.addEventListener('click', () => this.stop());
    this.saveButton.addEventListener('click', () => this.saveTrace());
    addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        event.stopPropagation();
        this.run();
      } else if (event.key === 'Escape' && this.isRunning()) {
        this.stop();
      }
    }, true);
    watchCanvas(this.canvas, () => this.wake());
  }

  private async load(): Promise<void> {
    this.showPhase();
    try {
      this.engine = await Engine.load(this.bundle, this.canvas, (part) => {
        this.loaded = part;
        this.showPhase();
      }, (reason) => this.crash(reason));
    } catch (reason) {
      this.fail(t('load_failed'), String(reason instanceof Error ? reason.message : reason));
      return;
    }
    this.loaded = 1;
    this.hasCanvas = this.engine.openCanvas(this.look());
    this.state = this.engine.state();
    this.showPhase();
    this.showStageMessage();
    document.documentElement.dataset['ready'] = this.bundle;
    performance.mark('usable');
    if (this.runWhenLoaded) this.run();
    this.wake();
  }

  private run(): void {
    if (this.broken) return;
    if (!this.engine) {
      this.runWhenLoaded = true; // pressed while loading: starts by itself
      this.showPhase();
      return;
    }
    this.runWhenLoaded = false;
    this.ran = true;
    this.seenPieces = 0;
    this.output.clear();
    this.editor.clearProblem();
    showResultTab('output');
    showView('timeline');
    showSummary(byId('summary'), undefined);
    this.ranText = this.editor.text();
    this.engine.run(this.ranText, this.options.value());
    this.state = undefined;
    this.update();
    if (this.bundle === 'st' && !this.computing) this.turns.port2.postMessage(null);
    this.showStageMessage();
    this.wake();
  }

  private stop(): void {
    this.engine?.stop();
    this.wake();
  }

  private isRunning(): boolean {
    return this.state?.phase === 'running';
  }

  // --- one picture ---

  private wake(): void {
    this.framesLeft = kSettleFrames;
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled || !this.engine || this.broken) return;
    this.scheduled = true;
    requestAnimationFrame((now) => {
      this.scheduled = false;
      this.guard(() => this.frame(now));
    });
  }

  private frame(now: number): void {
    if (this.drewAt > 0) this.pictureMs = now - this.drewAt;
    this.drewAt = 0;
    this.update();
    if (this.framesLeft > 0 || now >= this.nextPicture()) {
      const moves = this.engine?.draw() ?? false;
      this.drewAt = this.lastPicture = now;
      this.framesLeft = moves ? kSettleFrames : this.framesLeft - 1;
    }
    if (this.framesLeft > 0 || this.isRunning()) this.schedule();
  }

  private nextPicture(): number {
    const { minMs, maxMs, times } = kRunningPicture;
    return this.lastPicture + Math.min(maxMs, Math.max(minMs, times * this.pictureMs));
  }

  // One slice of the program, where the engine has no thread of its own; then the page gets its turn.
  private compute(): void {
    this.guard(() => {
      this.computing = this.engine?.work(kSliceMs) ?? false;
      if (this.computing) this.turns.port2.postMessage(null);
    });
  }

  private guard(action: () => void): void {
    if (this.broken) return;
    try {
      action();
    } catch (reason) {
      this.crash(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
    }
  }

  private update(): void {
    if (!this.engine) return;
    const before = this.state?.phase;
    this.engine.work(0);
    const state = this.engine.state();
    this.state = state;
    if (state.output_pieces > this.seenPieces) {
      this.output.add(this.engine.output(this.seenPieces));
      this.seenPieces = state.output_pieces;
    }
    if (state.selections !== this.seenSelections) {
      this.seenSelections = state.selections;
      this.editor.showLine(state.selected_line);
    }
    if (this.ran && state.phase !== 'running' && before !== state.phase) this.ended(state);
    this.showPhase();
  }

  private ended(state: EngineState): void {
    const message = state.message ?? '';
    if (this.output.isEmpty() && state.phase === 'finished') this.output.showNote(t('output_silent'));
    if (state.problem) this.editor.showProblem(state.problem); // the output has the traceback
    if (state.phase === 'limit' || state.phase === 'deadlock') {
      this.editor.showPlaces(linesIn(message), message, 'error');
      this.output.addProblem(t(state.phase), message, 0);
    } else if (state.phase === 'stopped') {
      this.editor.showPlaces(linesIn(message), message, 'info');
      const place = /line .*/.exec(message)?.[0];
      this.output.addNote(t('stopped_note', duration(state.virtual_time_ns)) + (place ? ` ${t('stopped_place', place)}` : ''));
    }
    const note = differencesNote(this.ranText, () => this.help.show('differences'));
    if (note) this.output.append(note);
    this.showStageMessage();
    showSummary(byId('summary'), this.engine?.statistics());
    this.saveButton.disabled = state.virtual_time_ns <= 0;
    this.wake();
  }

  private goToLine(line: number): void {
    showView('code');
    this.editor.showLine(line);
  }

  private saveTrace(): void {
    if (!this.engine) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(this.engine.chromeTrace());
    link.download = 'gilscope-trace.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  // --- what the page says ---

  private relabel(): void {
    if (!this.options) return; // called once before everything is made
    this.programs.fillIn();
    this.options.fillIn();
    this.engine?.setLook(this.look());
    if (this.state && this.ran && !this.isRunning()) showSummary(byId('summary'), this.engine?.statistics());
    else if (!this.ran) showSummary(byId('summary'), undefined);
    if (!this.ran) this.output.showNote(t('output_empty'));
    this.showPhase();
    this.showStageMessage();
    this.wake();
  }

  private showPhase(): void {
    const phase = byId('phase');
    const state = this.state;
    const running = this.isRunning();
    const loading = !this.engine && !this.broken;
    phase.dataset['phase'] = this.broken || state?.problem ? 'failed' : loading ? 'loading' : (state?.phase ?? 'idle');
    phase.textContent = this.broken ? t('load_failed') : loading ? `${t('loading')} ${Math.round(this.loaded * 100)} %` : phaseText(state);
    this.stopButton.disabled = !running;
    this.runButton.dataset['waiting'] = String(this.runWhenLoaded);
    document.documentElement.dataset['running'] = String(running);

    const progress = byId('progress');
    progress.hidden = !loading && !running;
    progress.classList.toggle('endless', running);
    progress.setAttribute('aria-valuenow', String(Math.round(this.loaded * 100)));
    progress.style.setProperty('--part', String(this.loaded));

    byId('clock').textContent = state && this.ran ? duration(state.virtual_time_ns) : '';
    byId('counts').textContent = state && this.ran ? countsText(state) : '';
    const bundle = byId('bundle');
    bundle.textContent = t(this.bundle === 'mt' ? 'bundle_mt' : 'bundle_st');
    bundle.title = t(this.bundle === 'mt' ? 'bundle_mt_title' : 'bundle_st_title');
  }

  // What stands where the timeline will be: before the first run, and when there is nothing to draw.
  private showStageMessage(): void {
    if (this.broken) return;
    const message = byId('stage-message');
    const problem = this.state?.problem;
    const nothingRan = this.ran && problem !== undefined && this.state?.instructions === 0;
    message.hidden = this.ran && this.hasCanvas && !nothingRan;
    if (message.hidden) return;
    if (nothingRan) {
      const go = element('button', 'primary', t('go_to_line', problem.line));
      go.addEventListener('click', () => this.goToLine(problem.line));
      message.replaceChildren(element('h2', '', t('nothing_ran', problem.kind)), element('p', '', problem.message), go);
    } else if (this.engine && !this.hasCanvas) {
      message.replaceChildren(element('h2', '', t('no_webgl')));
    } else {
      const hint = element('p', '', this.engine ? t('stage_hint') : t('stage_loading'));
      message.replaceChildren(element('h2', '', t('stage_empty')), hint, colourList());
    }
  }

  private crash(reason: string): void {
    console.error(reason);
    this.fail(t('crashed'), reason);
  }

  private fail(title: string, text: string): void {
    this.broken = title;
    const message = byId('stage-message');
    const again = element('button', 'primary', t('load_retry'));
    again.addEventListener('click', () => location.reload());
    message.hidden = false;
    message.replaceChildren(element('h2', '', title), element('p', '', text), again);
    this.runButton.disabled = true;
    this.state = undefined;
    this.showPhase();
  }
}

function phaseText(state: EngineState | undefined): string {
  if (state?.problem) {
    const { kind, line } = state.problem;
    return `${t('failed')}: ${kind}${line > 0 ? `, ${t('line', line)}` : ''}`;
  }
  switch (state?.phase) {
    case 'running': return t('running');
    case 'finished': return state.exit_status === 0 ? t('finished') : `${t('finished')}, ${t('exit_status', state.exit_status)}`;
    case 'stopped': return t('stopped');
    case 'deadlock': return t('deadlock');
    case 'limit': return t('limit');
    default: return t('ready');
  }
}

function countsText(state: EngineState): string {
  const parts = [t('instructions', count(state.instructions)), number(state.threads, 'thread_count_one', 'threads_count')];
  if (state.processes > 1) parts.push(t('processes_count', state.processes));
  if (state.tasks > 0) parts.push(number(state.tasks, 'task_count_one', 'tasks_count'));
  return parts.join(' · ');
}

function number(n: number, one: Key, many: Key): string {
  return n === 1 ? t(one) : t(many, n);
}

declare global {
  var gilscope: Page;
}
globalThis.gilscope = new Page();
