import { setImmediate } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does the work to its end; a signal that would have ended the process in between ends it afterwards. */
export async function withoutInterruption<T>(work: () => Promise<T>): Promise<T> {
  const received: NodeJS.Signals[] = [];
  const remember = (signal: NodeJS.Signals) => {
    received.push(signal);
  };
  for (const signal of SIGNALS) process.on(signal, remember);
  try {
    return await work();
  } finally {
    // Signals are delivered between turns of the event loop, also those that came during the last one.
    await setImmediate();
    for (const signal of SIGNALS) process.off(signal, remember);
    const [first] = received;
    if (first !== undefined) process.kill(process.pid, first);
  }
}

const endings = new Set<() => Promise<void>>();

/**
 * What is to be done before a signal ends this process: other processes must be gone by then, or they would still write.
 *
 * @returns what takes it back
 */
export function endFirst(ending: () => Promise<void>): () => void {
  if (endings.size === 0) for (const signal of SIGNALS) process.on(signal, endByTurns);
  endings.add(ending);
  return () => {
    if (!endings.delete(ending) || endings.size > 0) return;
    for (const signal of SIGNALS) process.off(signal, endByTurns);
  };
}

function endByTurns(signal: NodeJS.Signals): void {
  void Promise.allSettled([...endings].map((ending) => ending())).then(() => {
    for (const each of SIGNALS) process.off(each, endByTurns);
    process.kill(process.pid, signal);
  });
}
