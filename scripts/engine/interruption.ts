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
