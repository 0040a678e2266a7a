import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { encodeCursor, startPosition } from "../../subscriptions/cursor.ts";

/**
 * The cursor from which a subscription misses nothing of what happens after this request's state was read. It was taken before
 * anything was read, so an event may come that the state shows already; none can be missing from both.
 */
export async function currentCursor(ctx: Context, workspaceId: string): Promise<string> {
  await authorize(ctx, workspaceId, "events:read");
  return encodeCursor(ctx.memo.get(startPosition) as number);
}
