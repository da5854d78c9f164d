// Calls `wake` at everything that may change the picture. Drawing stops when nothing happens: a page in
// the background of a lecture should not heat the laptop. SDL reads the same events by itself.
export function watchCanvas(canvas: HTMLCanvasElement, wake: () => void): void {
  for (const kind of ['pointermove', 'pointerdown', 'pointerup', 'pointerleave', 'wheel', 'touchmove', 'keydown', 'keyup', 'focus', 'blur']) {
    canvas.addEventListener(kind, wake, { passive: true });
  }
  // SDL prevents the default of a mouse press, which would have moved the focus here.
  canvas.addEventListener('pointerdown', () => canvas.focus({ preventScroll: true }));
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());
  new ResizeObserver(wake).observe(canvas);
  addEventListener('resize', wake); // the pixel ratio may have changed
  document.addEventListener('visibilitychange', wake);
}
