import type { TemplateResult } from "lit";
import { emptyState } from "../../parts/empty-state.ts";
import { panel } from "../../parts/panel.ts";
import { type TimelineEntry, timeline } from "../../parts/timeline.ts";

export interface EventStreamParts {
  title?: string;
  entries: readonly TimelineEntry[];
  /** A quiet fact beside the title. */
  meta?: unknown;
  aside?: unknown;
  footer?: unknown;
}

/** What happened, newest first, as it happens. */
export function eventStreamPanel({
  title = "Event stream",
  entries,
  meta,
  aside,
  footer,
}: EventStreamParts): TemplateResult {
  return panel({
    id: "stream",
    title,
    meta,
    aside,
    body:
      entries.length === 0
        ? emptyState({
            title: "Nothing has happened yet",
            words: "Every change and every arrival will stand here, newest first.",
          })
        : timeline(title, entries),
    footer,
  });
}
