/** The cost that an answer really had: its fields, counted. What was taken beyond it is given back. */
export function actualCost(data: unknown): number {
  if (typeof data !== "object" || data === null) return 0;
  let cost = 0;
  if (Array.isArray(data)) {
    for (const item of data) cost += actualCost(item);
    return cost;
  }
  // Whoever made the object, nothing that it could inherit is enumerable: what is seen here is its own.
  for (const name in data) cost += 1 + actualCost((data as Record<string, unknown>)[name]);
  return cost;
}
