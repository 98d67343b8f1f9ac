/** Runs inside the page: the time from the beginning of the visit to the paint of the comparison. */
declare global {
  interface Window {
    /** Milliseconds since the navigation began, once the result is on the screen. */
    comparisonShown(): Promise<number>;
  }
}

/** Sent to the browser as text: it must not refer to anything outside. */
export function recordComparison(): void {
  const shown = Promise.withResolvers<number>();
  new MutationObserver((records, observer) => {
    const results = records.some(
      ({ target }) => target instanceof Element && target.matches('[data-compare-results]'),
    );
    if (!results) return;
    observer.disconnect();
    // The frame after the next one begins when the next one is on the screen.
    requestAnimationFrame(() => requestAnimationFrame((now) => shown.resolve(now)));
  }).observe(document, { childList: true, subtree: true });
  window.comparisonShown = () => shown.promise;
}
