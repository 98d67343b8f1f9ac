/**
 * Processes that a build shares its work among: what one has used of memory ends with it, which what a thread has used does
 * not. The one who asks is here, who answers in worker-server.ts.
 */
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { Fault, type Problem } from '../../src/base/problems.ts';

/**
 * Much is made here that is thrown away at once. With V8's usual 16 MB for what is new, a build spends a fifth more of its
 * time on moving it; with more than 32 MB it is the memory that grows.
 */
export const HEAP_FLAGS: readonly string[] = ['--max-semi-space-size=32'];

/** To a worker: something to do, or to know meanwhile. */
export type ToWorker<Task> = { readonly task: Task } | { readonly told: unknown };

/** From a worker. Faults in the content and system errors are values: errors lose their class on the way. */
export type FromWorker<Result> =
  | { readonly result: Result }
  | { readonly problem: Problem }
  | { readonly systemError: SystemError }
  | { readonly told: unknown };

/** What Node says of a full disk, of a folder without permission. */
export interface SystemError {
  readonly message: string;
  readonly code: string | undefined;
  readonly syscall: string | undefined;
  readonly path: string | undefined;
}

interface Waiting<Result> {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** One such process. It does one thing after the other, and ends when it is dismissed. */
export class WorkerProcess<Task, Result> {
  readonly #child: ChildProcess;
  readonly #name: string;
  /** Settles when the process is gone. */
  readonly ended: Promise<void>;
  #waiting: Waiting<Result> | undefined;
  #end: Error | undefined;

  /**
   * @param script of this checkout, which calls serve()
   * @param signal ends it before its time
   * @param onTold for what it says in between
   */
  constructor(script: string, signal?: AbortSignal, onTold?: (told: unknown) => void) {
    this.#name = path.basename(script, '.ts');
    this.#child = fork(script, {
      // A worker may start others.
      execArgv: [...process.execArgv.filter((flag) => !HEAP_FLAGS.includes(flag)), ...HEAP_FLAGS],
      serialization: 'advanced',
      ...(signal && { signal }),
    });
    this.#child.on('message', (message: FromWorker<Result>) => {
      if ('told' in message) onTold?.(message.told);
      else if ('result' in message) this.#settle()?.resolve(message.result);
      else this.#settle()?.reject(errorOf(message));
    });
    this.ended = new Promise((resolve) => {
      this.#child.on('error', (error) => {
        this.#fail(error);
        // One that never was does not end.
        if (this.#child.pid === undefined) resolve();
      });
      this.#child.on('exit', (code, killedBy) => {
        this.#fail(new Error(`${this.#name} ended with ${code ?? killedBy ?? 'no reason'}`));
        resolve();
      });
    });
  }

  /** @throws {Fault} for a fault in the content; a system error for one; an error if the process ended over it */
  async do(task: Task): Promise<Result> {
    if (this.#end !== undefined) throw this.#end;
    return await new Promise<Result>((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#send({ task });
    });
  }

  tell(told: unknown): void {
    this.#send({ told });
  }

  dismiss(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  #send(message: ToWorker<Task>): void {
    if (this.#child.connected) this.#child.send(message);
  }

  #settle(): Waiting<Result> | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }

  #fail(error: Error): void {
    this.#end ??= error;
    this.#settle()?.reject(error);
  }
}

function errorOf(
  failure: Exclude<FromWorker<never>, { readonly told: unknown } | { readonly result: never }>,
): Error {
  if ('problem' in failure) return new Fault(failure.problem);
  return Object.assign(new Error(), failure.systemError);
}
