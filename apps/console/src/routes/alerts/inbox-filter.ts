import type { AlertInboxQueryVariables } from "./alerts.gen.ts";

/** What the inbox shows. */
export type InboxView = "open" | "taken" | "quiet" | "resolved" | "all";

type Filter = NonNullable<AlertInboxQueryVariables["filter"]>;

const views: Record<InboxView, Filter> = {
  open: { state: { in: ["OPEN"] }, quiet: false },
  taken: { state: { in: ["ACKNOWLEDGED"] } },
  quiet: { state: { in: ["OPEN", "ACKNOWLEDGED"] }, quiet: true },
  resolved: { state: { in: ["RESOLVED"] } },
  all: {},
};

/** The view that the address names; what is open when it names none. */
export function inboxView(search: URLSearchParams): InboxView {
  const asked = search.get("show") ?? "";
  return asked in views ? (asked as InboxView) : "open";
}

/** The filter of the inbox as the address says it. */
export function inboxFilter(search: URLSearchParams): Filter {
  const severity = search.get("severity");
  const text = search.get("search");
  const known = ["CRITICAL", "ERROR", "WARNING", "INFO"] as const;
  const wanted = known.filter((each) => each.toLowerCase() === severity);
  return {
    ...views[inboxView(search)],
    ...(wanted.length > 0 ? { severity: { in: wanted } } : {}),
    ...(text ? { search: text } : {}),
  };
}
