import type { App } from "../../../app.ts";
import { perApp } from "../../../service/per-app.ts";

/** Called after a commit that stored entries of a workspace in this process. */
export type ArrivalListener = (workspaceId: string, entries: number) => void;

const listeners = perApp(() => new Set<ArrivalListener>());

/** Hears of what this process stored. @returns ends it */
export function onArrivals(app: App, listener: ArrivalListener): () => void {
  listeners(app).add(listener);
  return () => void listeners(app).delete(listener);
}

export function announceArrivals(app: App, workspaceId: string, entries: number): void {
  for (const listener of listeners(app)) listener(workspaceId, entries);
}
