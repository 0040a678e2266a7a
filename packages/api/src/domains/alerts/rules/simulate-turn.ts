/** Who runs one now, and what the next one waits for. */
const running = new Map<string, Promise<unknown>>();

/** Runs one piece of work after the other for each caller; different callers do not wait for each other. */
export async function inTurn<T>(caller: string, work: () => Promise<T>): Promise<T> {
  const before = running.get(caller) ?? Promise.resolve();
  const own = before.then(work, work);
  running.set(caller, own);
  try {
    return await own;
  } finally {
    if (running.get(caller) === own) running.delete(caller);
  }
}
