/** Runs inside the page: the time from files in hand to their verdicts. */
declare global {
  interface Window {
    /** Milliseconds from the choice of files to the table with its downloads. */
    verdictsShown(): Promise<number>;
  }
}

/**
 * Sent to the browser as text: it must not refer to anything outside. In the page, because a tool that drives it hands
 * megabytes over a debugging connection, which no user's drop does.
 */
export function recordVerdicts(): void {
  let start = 0;
  const shown = Promise.withResolvers<number>();
  window.addEventListener(
    'change',
    ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === 'file') start = performance.now();
    },
    { capture: true },
  );
  new MutationObserver(() => {
    const download = document.querySelector('[data-check-results] a[download$=".json"]');
    // After a frame, when it can be seen.
    if (download !== null)
      requestAnimationFrame(() => {
        shown.resolve(performance.now() - start);
      });
  }).observe(document, { childList: true, subtree: true });
  window.verdictsShown = () => shown.promise;
}
