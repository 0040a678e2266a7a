/** The cursor in a subscription's payload: `cursor` of its one field. Every subscription of the API carries it. */
export function cursorOf(data: unknown): string | null {
  for (const payload of Object.values((data ?? {}) as Record<string, { cursor?: unknown } | null>)) {
    if (typeof payload?.cursor === "string") return payload.cursor;
  }
  return null;
}
