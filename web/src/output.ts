// The output panel: what the program wrote, line by line, with the virtual time at which each line began,
// stdout and stderr told apart. Line numbers in tracebacks lead to the editor.
import type { OutputPiece } from './engine';
import { timestamp } from './format';
import { t } from './strings';

const kLinesMax = 4000; // more DOM than this makes the page slow, and nobody reads it
const kFirstLines = 200; // of which so many are the first ones: how it began stays visible
const kLineLengthMax = 20000;

export class Output {
  private openLine: HTMLElement | undefined; // a line that has not ended yet
  private openStream = '';
  private cut = 0;
  private readonly cutNote = document.createElement('p');

  constructor(
    private readonly panel: HTMLElement,
    private readonly goToLine: (line: number) => void,
  ) {
    this.cutNote.className = 'note';
    panel.addEventListener('click', (event) => {
      const line = (event.target as HTMLElement).closest<HTMLElement>('[data-line]')?.dataset['line'];
      if (line) this.goToLine(Number(line));
    });
    this.showNote(t('output_empty'));
  }

  clear(): void {
    this.openLine = undefined;
    this.cut = 0;
    this.panel.replaceChildren();
  }

  showNote(text: string): void {
    this.clear();
    const note = document.createElement('p');
    note.className = 'note';
    note.textContent = text;
    this.panel.append(note);
  }

  isEmpty(): boolean {
    return this.panel.querySelector('.line, .problem') === null;
  }

  add(pieces: OutputPiece[]): void {
    if (pieces.length === 0) return;
    const atEnd = this.panel.scrollTop + this.panel.clientHeight >= this.panel.scrollHeight - 8;
    for (const piece of pieces) this.addPiece(piece);
    this.cutLines();
    if (atEnd) this.scrollToEnd();
  }

  // What is wrong with the program, or which limit ended it, as a card below the output.
  addProblem(title: string, text: string, line: number): void {
    const card = document.createElement('div');
    card.className = 'problem';
    const head = document.createElement('b');
    head.textContent = title;
    card.append(head);
    if (line > 0) card.append(lineLink(t('line', line), line));
    if (text) {
      const body = document.createElement('div');
      body.append(...withLinks(text));
      card.append(body);
    }
    this.append(card);
  }

  // A remark of the page's own, below the output.
  append(remark: HTMLElement): void {
    this.panel.append(remark);
    this.scrollToEnd();
  }

  addNote(text: string): void {
    const note = document.createElement('p');
    note.className = 'note';
    note.append(...withLinks(text));
    this.append(note);
  }

  // Lines that were never shown get their true height when they first are: then the end is looked for again.
  private scrollToEnd(turns = 3): void {
    this.panel.scrollTop = this.panel.scrollHeight;
    if (turns > 1) requestAnimationFrame(() => this.scrollToEnd(turns - 1));
  }

  private addPiece(piece: OutputPiece): void {
    if (this.openLine && this.openStream !== piece.stream) this.openLine = undefined;
    const lines = piece.text.split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      this.write(piece, line);
      if (this.openLine) linkPlaces(this.openLine);
      this.openLine = undefined;
    }
    if (last !== '') this.write(piece, last);
  }

  private write(piece: OutputPiece, text: string): void {
    this.openLine ??= this.newLine(piece);
    this.openStream = piece.stream;
    const shown = this.openLine.textContent ?? '';
    // A carriage return starts the line again, as a terminal does for progress bars.
    const all = (shown + text).replace(/\r$/, '');
    this.openLine.textContent = all.slice(all.lastIndexOf('\r') + 1).slice(0, kLineLengthMax);
  }

  private newLine(piece: OutputPiece): HTMLElement {
    const row = document.createElement('div');
    row.className = `line ${piece.stream}`;
    const time = document.createElement('time');
    time.textContent = timestamp(piece.time_ns);
    time.title = piece.thread;
    const text = document.createElement('span');
    row.append(time, text);
    this.panel.append(row);
    return text;
  }

  // Cuts in the middle.
  private cutLines(): void {
    const excess = this.panel.childElementCount - kLinesMax;
    if (excess <= 0) return;
    this.cutNote.remove();
    for (let i = 0; i < excess; ++i) this.panel.children[kFirstLines]?.remove();
    this.cut += excess;
    this.cutNote.textContent = t('output_cut', this.cut);
    this.panel.children[kFirstLines]?.before(this.cutNote);
  }
}

// `File "program.py", line 12` in a traceback and `line 12 of program.py` in the machine's own words become links to the
// line. Only the program's own file.
function withLinks(text: string): (string | HTMLElement)[] {
  const parts: (string | HTMLElement)[] = [];
  let end = 0;
  for (const match of text.matchAll(/(?<=File "program\.py", )line (\d+)|line (\d+) of program\.py/g)) {
    parts.push(text.slice(end, match.index), lineLink(match[0], Number(match[1] ?? match[2])));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

function linkPlaces(line: HTMLElement): void {
  const parts = withLinks(line.textContent ?? '');
  if (parts.length > 1) line.replaceChildren(...parts);
}

// The lines of the program that such a text names.
export function linesIn(text: string): number[] {
  return [...text.matchAll(/line (\d+) of program\.py/g)].map((match) => Number(match[1]));
}

function lineLink(text: string, line: number): HTMLElement {
  const link = document.createElement('button');
  link.className = 'link';
  link.dataset['line'] = String(line);
  link.textContent = text;
  return link;
}
