// What SDL's browser driver lacks: text of input methods and the clipboard reach the canvas through a
// hidden text field that has the focus while the timeline is used.
import type { Engine } from './engine';

export function startCanvasInput(engine: Engine, canvas: HTMLCanvasElement, field: HTMLTextAreaElement): void {
  const focus = () => field.focus({ preventScroll: true });
  canvas.addEventListener('mousedown', () => setTimeout(focus, 0));
  canvas.addEventListener('touchend', () => setTimeout(focus, 0));
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());

  let composing = false;
  field.addEventListener('compositionstart', () => (composing = true));
  field.addEventListener('compositionend', (event) => {
    composing = false;
    if (event.data) engine.typeText(event.data);
    field.value = '';
  });
  field.addEventListener('input', (event) => {
    if (composing || (event as InputEvent).isComposing) return;
    if ((event as InputEvent).inputType !== 'insertFromPaste' && field.value) engine.typeText(field.value);
    field.value = '';
  });
  field.addEventListener('keydown', (event) => {
    // Keys that the input method eats are not the timeline's; Ctrl+V must reach the browser.
    if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
    if ((event.ctrlKey || event.metaKey) && event.code === 'KeyV') event.preventDefault = () => {};
  }, true);
  field.addEventListener('paste', (event) => {
    engine.paste(event.clipboardData?.getData('text/plain') ?? '');
    event.preventDefault();
  });
}

// Calls `wake` at everything that may change the picture. Drawing stops when nothing happens: a page in
// the background of a lecture should not heat the laptop.
export function watchCanvas(canvas: HTMLCanvasElement, field: HTMLTextAreaElement, wake: () => void): void {
  for (const kind of ['pointermove', 'pointerdown', 'pointerup', 'pointerleave', 'wheel', 'touchmove', 'mousemove']) {
    canvas.addEventListener(kind, wake, { passive: true });
  }
  for (const kind of ['keydown', 'keyup', 'focus', 'blur']) field.addEventListener(kind, wake);
  new ResizeObserver(wake).observe(canvas);
  addEventListener('resize', wake); // the pixel ratio may have changed
  document.addEventListener('visibilitychange', wake);
}
