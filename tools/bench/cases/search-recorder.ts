/** Runs inside the page: the time from an input event to the change of the list of suggestions that answers it. */
declare global {
  interface Window {
    /** Milliseconds that the latest keystroke waited for its answer, once it has it. */
    keystrokeAnswered(): Promise<number>;
  }
}

/** Sent to the browser as text: it must not refer to anything outside. */
export function recordKeystrokes(): void {
  let start = 0;
  let answer = Promise.withResolvers<number>();
  window.addEventListener(
    'input',
    () => {
      start = performance.now();
      answer = Promise.withResolvers<number>();
    },
    { capture: true },
  );
  new MutationObserver((records) => {
    const answered = records.some(({ target }) => target instanceof Element && target.role === 'listbox');
    if (answered) answer.resolve(performance.now() - start);
  }).observe(document, { childList: true, subtree: true });
  window.keystrokeAnswered = () => answer.promise;
}
