/** A moment of today at a clock time, or some while before it. The story stands at 14:07:02; ages are counted from now. */
export function before(milliseconds: number): string {
  return new Date(Date.now() - milliseconds).toISOString();
}

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
