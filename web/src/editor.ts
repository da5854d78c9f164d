// The editor: CodeMirror with Python, marks at the line of an error, and colours that come from the page's
// style sheet, so that light and dark need no second theme here.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Place, Problem } from './engine';

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: [tags.comment], color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName))], color: 'var(--code-function)' },
  { tag: [tags.className, tags.definition(tags.className)], color: 'var(--code-class)' },
  { tag: [tags.meta, tags.self], color: 'var(--code-meta)' },
]);

// The line of the span that was clicked in the timeline.
const showLine = StateEffect.define<number>();
const shownLine = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = transaction.docChanged ? Decoration.none : marks;
    for (const effect of transaction.effects) {
      if (!effect.is(showLine)) continue;
      const line = effect.value;
      next = line < 1 || line > transaction.state.doc.lines
        ? Decoration.none
        : Decoration.set(Decoration.line({ class: 'cm-shown' }).range(transaction.state.doc.line(line).from));
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export class Editor {
  private readonly view: EditorView;

  constructor(parent: HTMLElement, text: string, changed: (text: string) => void) {
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(), lintGutter(), history(), drawSelection(), indentOnInput(), bracketMatching(),
          closeBrackets(), autocompletion({ activateOnTyping: false }), highlightActiveLine(),
          highlightActiveLineGutter(), highlightSelectionMatches(), indentUnit.of('    '),
          EditorState.tabSize.of(8), EditorState.allowMultipleSelections.of(true),
          python(), syntaxHighlighting(colours), shownLine,
          // Escape and Ctrl+Enter belong to the page (stop and run).
          keymap.of([...closeBracketsKeymap, ...defaultKeymap.filter((k) => k.key !== 'Mod-Enter'), ...searchKeymap,
                     ...historyKeymap, ...completionKeymap, indentWithTab]),
          EditorView.contentAttributes.of({ 'aria-label': 'Python', spellcheck: 'false' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
        ],
      }),
    });
  }

  text(): string {
    return this.view.state.doc.toString();
  }

  setText(text: string): void {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, selection: { anchor: 0 } });
    this.clearProblem();
  }

  focus(): void {
    this.view.focus();
  }

  showLine(line: number): void {
    const { doc } = this.view.state;
    const effects: StateEffect<unknown>[] = [showLine.of(line)];
    if (line >= 1 && line <= doc.lines) effects.push(EditorView.scrollIntoView(doc.line(line).from, { y: 'center' }));
    this.view.dispatch({ effects });
  }

  showProblem(problem: Problem): void {
    const { doc } = this.view.state;
    if (problem.line < 1 || problem.line > doc.lines) return;
    const { from, to } = range(doc, problem);
    const mark: Diagnostic = { from, to, severity: 'error', message: `${problem.kind}: ${problem.message}` };
    this.view.dispatch(setDiagnostics(this.view.state, [mark]));
    this.view.dispatch({ effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  }

  // Where the program stood when it was stopped: a mark at each of these lines.
  showPlaces(lines: number[], message: string, severity: 'error' | 'info'): void {
    const { doc } = this.view.state;
    const places = [...new Set(lines)].filter((line) => line >= 1 && line <= doc.lines).sort((a, b) => a - b);
    const marks = places.map((line) => ({ ...range(doc, { line, column: 0, end_line: line, end_column: 0 }), severity, message }));
    this.view.dispatch(setDiagnostics(this.view.state, marks));
    if (marks[0]) this.view.dispatch({ effects: EditorView.scrollIntoView(marks[0].from, { y: 'center' }) });
  }

  clearProblem(): void {
    this.view.dispatch(setDiagnostics(this.view.state, []));
    this.view.dispatch({ effects: showLine.of(0) });
  }
}

// Python counts characters (code points) from 1; CodeMirror counts UTF-16 units from 0. Without a column,
// the whole line without its indentation is marked.
function range(doc: Text, place: Place): { from: number; to: number } {
  const line = doc.line(place.line);
  if (place.column < 1) {
    const indent = line.text.length - line.text.trimStart().length;
    return { from: line.from + indent, to: line.to };
  }
  const from = position(doc, place.line, place.column);
  const to = place.end_column > 0 ? position(doc, place.end_line || place.line, place.end_column) : from;
  if (to > from) return { from, to };
  return from < line.to ? { from, to: from + 1 } : { from: Math.max(line.from, line.to - 1), to: line.to };
}

function position(doc: Text, number: number, column: number): number {
  const line = doc.line(Math.min(Math.max(number, 1), doc.lines));
  const before = Array.from(line.text).slice(0, column - 1).join('');
  return line.from + before.length;
}
