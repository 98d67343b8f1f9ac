/** The worker that judges, as the page sees it: it answers, or the page is told why it does not. */
import { LONGEST_SILENCE_MS } from '../data/arrival.ts';
import type { CheckMessage, CheckRequest } from './protocol.ts';

export type CheckerMessage = Exclude<CheckMessage, { readonly isReady: true }>;

export class Checker {
  readonly #base: string;
  readonly #tell: (message: CheckerMessage) => void;
  #worker: Worker | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isReady = false;

  /** @param base root of the site */
  constructor(base: string, tell: (message: CheckerMessage) => void) {
    this.#base = base;
    this.#tell = tell;
    this.#worker = this.#start();
  }

  ask(request: CheckRequest): void {
    // One that did not come is fetched again.
    this.#worker ??= this.#start();
    if (!this.#isReady) this.#timer ??= setTimeout(() => this.#fail('timed-out'), LONGEST_SILENCE_MS);
    this.#worker.postMessage(request);
  }

  #start(): Worker {
    // Its name tells it where the site's root is.
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: this.#base });
    worker.addEventListener('message', ({ data }: MessageEvent<CheckMessage>) => {
      if (!('isReady' in data)) {
        this.#tell(data);
        return;
      }
      this.#isReady = true;
      this.#stopWaiting();
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (this.#isReady) this.#tell({ bug: event.message });
      else this.#fail('unreachable');
    });
    return worker;
  }

  /** The script of the worker is not there. */
  #fail(kind: 'timed-out' | 'unreachable'): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#stopWaiting();
    this.#tell({ failure: kind });
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
