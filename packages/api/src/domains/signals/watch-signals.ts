import { accessTo } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { EventSource } from "../../subscriptions/event-source.ts";

/** What a subscriber wants to hear of. */
export interface WatchSignalsOptions {
  workspaceId: string;
  after?: string | null;
  integrationId?: string | null;
  /** Signal types, `pull_request.merged`; all when left out. */
  types?: readonly string[] | null;
}

/** Signals as they are recorded; an embed token hears of its tenant's only. */
export async function watchSignals(
  ctx: Context,
  { workspaceId, after, integrationId, types }: WatchSignalsOptions,
): Promise<EventSource> {
  const access = await accessTo(ctx, workspaceId);
  return new EventSource({
    workspaceId,
    permission: "signals:read",
    after: after ?? null,
    types: ["signal.received"],
    matches: ({ data, tenantId }) =>
      (!access?.tenantId || tenantId === access.tenantId) &&
      (!integrationId || data.integrationId === integrationId) &&
      (!types || types.includes(String(data.type))),
  });
}
