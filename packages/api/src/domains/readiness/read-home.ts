import type { RecordedEvent } from "../../outbox/record-event.ts";
import type { Context } from "../../service/context.ts";
import type { Claim } from "../../service/define-claims.ts";
import { isWrong } from "./is-wrong.ts";
import { listClaims } from "./list-claims.ts";
import { listRecentEvents } from "./list-recent-events.ts";

/** The first page of the workspace: what is wrong, and what happened. */
export interface Home {
  workspaceId: string;
  wrongNow: Claim[];
  recentEvents: RecordedEvent[];
}

/** What is wrong now is what evidence says is broken or stale; later domains add to it by their claims. */
export async function readHome(ctx: Context, workspaceId: string): Promise<Home> {
  const [claims, recentEvents] = await Promise.all([listClaims(ctx, workspaceId), listRecentEvents(ctx, workspaceId)]);
  return { workspaceId, wrongNow: claims.filter(isWrong), recentEvents };
}
