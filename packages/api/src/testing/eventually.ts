/**
 * Waits until a look succeeds: returns its first truthy value.
 * @param seconds how long at most; default 25: a busy machine takes its time, and what never comes fails all the same
 * @throws what the last look threw, or a sentence that says it stayed untrue
 */
export async function eventually<T>(look: () => Promise<T> | T, seconds = 25): Promise<NonNullable<T>> {
  const end = Date.now() + seconds * 1000;
  let last: unknown = new Error(`Still not so after ${seconds} s.`);
  while (Date.now() < end) {
    try {
      const value = await look();
      if (value) return value as NonNullable<T>;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw last;
}
