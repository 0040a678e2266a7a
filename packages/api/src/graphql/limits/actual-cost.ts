/** The cost that an answer really had: its fields, counted. What was taken beyond it is given back. */
export function actualCost(data: unknown): number {
  if (Array.isArray(data)) return data.reduce<number>((sum, item) => sum + actualCost(item), 0);
  if (data === null || typeof data !== "object") return 0;
  return Object.values(data).reduce<number>((sum, value) => sum + 1 + actualCost(value), 0);
}
