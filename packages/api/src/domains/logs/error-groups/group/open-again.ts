/** What a group has none of while it is open. */
export const openAgain = {
  state: "open",
  resolvedAt: null,
  resolvedBy: null,
  resolvedIn: null,
  mutedBy: null,
  mutedUntil: null,
  mutedUntilCount: null,
} as const;
