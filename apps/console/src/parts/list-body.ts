import { html, type TemplateResult } from "lit";
import { loadError } from "./load-error.ts";
import { pager } from "./pager.ts";
import { skeleton } from "./skeleton.ts";

/** What a list's controller tells about itself. */
export interface ListState {
  readonly nodes: readonly unknown[];
  readonly empty: boolean;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly total: number | null | undefined;
  refetch(): Promise<void>;
  more(): Promise<void>;
}

/** A list in its four states: loading, failed, empty, filled, with the way to more. */
export function listBody(list: ListState, views: { body: () => unknown; empty: () => unknown }): TemplateResult {
  if (list.empty) return list.error ? loadError(list.error, () => void list.refetch()) : skeleton(5);
  if (list.nodes.length === 0) return html`${views.empty()}`;
  return html`${views.body()}${pager({ shown: list.nodes.length, total: list.total, hasMore: list.hasMore, loading: list.loadingMore, more: () => void list.more() })}`;
}
