import { deliveries } from "@plumbline/db/schema";
import { and, count, eq, getTableColumns, gte, inArray, lt, type SQL } from "drizzle-orm";
import { keyset } from "../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../graphql/paginate.ts";
import { counted } from "../../graphql/total-count.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";

/** A delivery without its body, which is read one at a time. */
export type DeliveryRow = Omit<typeof deliveries.$inferSelect, "body">;

/** Which deliveries to list. */
export interface DeliveryFilter {
  integrationId?: string | null;
  verdicts?: readonly DeliveryRow["verdict"][] | null;
  event?: string | null;
  receivedAt?: { gte?: Date | null; lt?: Date | null } | null;
}

const { body: _, ...withoutBody } = getTableColumns(deliveries);

/** Every column but the body. */
export const deliveryColumns = withoutBody;

/** The delivery log, the newest first. Ids are made in the order of arrival, so they are the key of the pages. */
export async function listDeliveries(ctx: Context, workspaceId: string, args: PageArgs, filter: DeliveryFilter = {}) {
  const where = await ownDeliveries(ctx, workspaceId, filter);
  const page = paginate(
    args,
    (row: DeliveryRow) => row.id,
    (request) => {
      const { where: bounds, orderBy } = keyset(deliveries.id, request);
      return ctx.reads.workspace(workspaceId, (db) =>
        db.select(deliveryColumns).from(deliveries).where(and(where, bounds)).orderBy(orderBy).limit(request.limit),
      );
    },
  );
  return await counted(page, () => countDeliveries(ctx, workspaceId, where));
}

async function countDeliveries(ctx: Context, workspaceId: string, where: SQL | undefined): Promise<number> {
  const [row] = await ctx.reads.workspace(workspaceId, (db) => db.select({ n: count() }).from(deliveries).where(where));
  return row?.n ?? 0;
}

async function ownDeliveries(ctx: Context, workspaceId: string, filter: DeliveryFilter): Promise<SQL | undefined> {
  await authorize(ctx, workspaceId, "deliveries:read");
  const { integrationId, verdicts, event, receivedAt } = filter;
  return and(
    eq(deliveries.workspaceId, workspaceId),
    integrationId ? eq(deliveries.integrationId, integrationId) : undefined,
    verdicts ? inArray(deliveries.verdict, [...verdicts]) : undefined,
    event ? eq(deliveries.event, event) : undefined,
    receivedAt?.gte ? gte(deliveries.receivedAt, receivedAt.gte) : undefined,
    receivedAt?.lt ? lt(deliveries.receivedAt, receivedAt.lt) : undefined,
  );
}

/** The body as text; bytes that are not UTF-8 show as U+FFFD. Null when it was not kept. */
export async function loadDeliveryBody(ctx: Context, { workspaceId, id }: DeliveryRow): Promise<string | null> {
  await authorize(ctx, workspaceId, "deliveries:read");
  const [row] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ body: deliveries.body })
      .from(deliveries)
      .where(and(eq(deliveries.workspaceId, workspaceId), eq(deliveries.id, id))),
  );
  return row && row.body.length > 0 ? row.body.toString("utf8") : null;
}
