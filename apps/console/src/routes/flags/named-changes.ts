import type { ApiChange } from "../audit/change-diff.ts";

/** What a flag names by an id, as one calls it, and what is said of one that is gone. */
const naming: Record<string, { path: string; gone: string }> = {
  ownerUserId: { path: "owner", gone: "somebody who left" },
  serviceId: { path: "service", gone: "a service that is gone" },
};

/** Changes with names where a flag has ids. @param names by id, as the API found them */
export function namedChanges(changes: readonly ApiChange[], names: unknown): ApiChange[] {
  const known = (names ?? {}) as Record<string, string>;
  return changes.map((change) => {
    const words = naming[change.path];
    if (!words) return change;
    const said = (id: unknown) => (typeof id === "string" ? (known[id] ?? words.gone) : id);
    return { path: words.path, before: said(change.before), after: said(change.after) };
  });
}
