import type { Db } from "@plumbline/db";
import { inboxItems, members } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { and, count, eq, exists, isNull, type SQL, sql } from "drizzle-orm";
import { keyset } from "../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../graphql/paginate.ts";
import { counted } from "../../graphql/total-count.ts";
import type { Context } from "../../service/context.ts";
import type { InboxItem } from "./inbox-item-ref.ts";

/** The signed-in person's notices of all workspaces that the person still belongs to, the newest first. */
export async function listInbox(ctx: Context, page: PageArgs, filter: { unread?: boolean | null }) {
  const rows = paginate(
    page,
    (item: InboxItem) => item.id,
    (request) =>
      withSystem(ctx.app.database, (tx) => {
        const { where, orderBy } = keyset(inboxItems.id, request);
        return tx
          .select()
          .from(inboxItems)
          .where(and(ownItems(ctx, tx, filter.unread ?? false), where))
          .orderBy(orderBy)
          .limit(request.limit);
      }),
  );
  return await counted(rows, () => countItems(ctx, filter.unread ?? false));
}

/** How many notices of the signed-in person are unread. */
export async function countUnread(ctx: Context): Promise<number> {
  return await countItems(ctx, true);
}

/** One notice of the signed-in person. */
export async function loadInboxItem(id: string, ctx: Context): Promise<InboxItem | null> {
  const [item] = await withSystem(ctx.app.database, (tx) =>
    tx
      .select()
      .from(inboxItems)
      .where(and(ownItems(ctx, tx, false), eq(inboxItems.id, id))),
  );
  return item ?? null;
}

async function countItems(ctx: Context, unread: boolean): Promise<number> {
  const [row] = await withSystem(ctx.app.database, (tx) =>
    tx
      .select({ n: count() })
      .from(inboxItems)
      .where(ownItems(ctx, tx, unread)),
  );
  return row?.n ?? 0;
}

function ownItems({ actor }: Context, tx: Db, unread: boolean): SQL | undefined {
  if (actor.type !== "user") return sql`false`;
  const membership = tx
    .select({ one: sql`1` })
    .from(members)
    .where(and(eq(members.workspaceId, inboxItems.workspaceId), eq(members.userId, actor.userId)));
  return and(eq(inboxItems.userId, actor.userId), exists(membership), unread ? isNull(inboxItems.readAt) : undefined);
}
