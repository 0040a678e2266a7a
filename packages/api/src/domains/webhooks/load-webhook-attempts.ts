import { webhookAttempts } from "@plumbline/db/schema";
import DataLoader from "dataloader";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Context } from "../../service/context.ts";
import type { WebhookMessage } from "./require-webhook-message.ts";

export type WebhookAttempt = typeof webhookAttempts.$inferSelect;

/** Every attempt of a message, first to last: a dozen at most, but for redeliveries. Messages of one page are read in one query. */
export async function loadWebhookAttempts(
  ctx: Context,
  { workspaceId, id }: WebhookMessage,
): Promise<WebhookAttempt[]> {
  const key = `webhook_attempts:${workspaceId}`;
  const loader = (ctx.memo.get(key) as DataLoader<string, WebhookAttempt[]> | undefined) ?? new DataLoader(read);
  ctx.memo.set(key, loader);
  return await loader.load(id);

  async function read(messageIds: readonly string[]): Promise<WebhookAttempt[][]> {
    const rows = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select()
        .from(webhookAttempts)
        .where(and(eq(webhookAttempts.workspaceId, workspaceId), inArray(webhookAttempts.messageId, [...messageIds])))
        .orderBy(asc(webhookAttempts.number)),
    );
    const byMessage = Map.groupBy(rows, (row) => row.messageId);
    return messageIds.map((messageId) => byMessage.get(messageId) ?? []);
  }
}
