import { WorkerProcess } from './worker-process.ts';

interface Waiting<Task, Result> {
  readonly task: Task;
  readonly kin: string | undefined;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface Placing {
  /** Whether it goes before all that waits. */
  readonly first?: boolean;
  /** A process that has just done a task of the same kin does this one sooner than others: it knows some of what it needs. */
  readonly kin?: string;
}

/** Several processes of one script, started as they are needed. What is to be done goes to one that is free, or waits for it. */
export class WorkerPool<Task, Result> {
  readonly #script: string;
  readonly #most: number;
  readonly #signal: AbortSignal | undefined;
  readonly #all: WorkerProcess<Task, Result>[] = [];
  readonly #free: WorkerProcess<Task, Result>[] = [];
  readonly #lastKin = new Map<WorkerProcess<Task, Result>, string | undefined>();
  readonly #waiting: Waiting<Task, Result>[] = [];

  /**
   * @param script of this checkout, which calls serve()
   * @param most processes at a time
   * @param signal ends them before their time
   */
  constructor(script: string, most: number, signal?: AbortSignal) {
    this.#script = script;
    this.#most = most;
    this.#signal = signal;
  }

  /** Starts all of them at once, so that they are there when they have something to do. */
  start(): void {
    for (let worker = this.#another(); worker !== undefined; worker = this.#another())
      this.#free.push(worker);
  }

  /** @throws what WorkerProcess.do() throws */
  do(task: Task, { first = false, kin }: Placing = {}): Promise<Result> {
    return new Promise((resolve, reject) => {
      const waiting = { task, kin, resolve, reject };
      if (first) this.#waiting.unshift(waiting);
      else this.#waiting.push(waiting);
      this.#hand();
    });
  }

  /** To all that are there. */
  tell(told: unknown): void {
    for (const worker of this.#all) worker.tell(told);
  }

  /** Lets the processes end, and waits until they have, with all their memory. What still waits is never done. */
  async dismiss(): Promise<void> {
    this.#waiting.length = 0;
    for (const worker of this.#all) worker.dismiss();
    await Promise.all(this.#all.map((worker) => worker.ended));
  }

  #hand(): void {
    if (this.#waiting.length === 0) return;
    const worker = this.#free.pop() ?? this.#another();
    if (worker === undefined) return;
    const kin = this.#waiting.findIndex(
      (each) => each.kin !== undefined && each.kin === this.#lastKin.get(worker),
    );
    const [next] = this.#waiting.splice(Math.max(0, kin), 1);
    if (next === undefined) return;
    this.#lastKin.set(worker, next.kin);
    worker.do(next.task).then(
      (result) => {
        this.#release(worker);
        next.resolve(result);
      },
      (error: unknown) => {
        this.#release(worker);
        next.reject(error);
      },
    );
  }

  #release(worker: WorkerProcess<Task, Result>): void {
    this.#free.push(worker);
    this.#hand();
  }

  #another(): WorkerProcess<Task, Result> | undefined {
    if (this.#all.length >= this.#most) return undefined;
    const worker = new WorkerProcess<Task, Result>(this.#script, this.#signal);
    this.#all.push(worker);
    return worker;
  }
}
