import { events } from "@plumbline/db/schema";
import { and, count } from "drizzle-orm";
import { keyset } from "../../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../../graphql/paginate.ts";
import { counted } from "../../../graphql/total-count.ts";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { type AuditFilter, auditEvents } from "./audit-filter.ts";

/** A page of the audit log, the newest first. Needs `audit:read`. */
export async function listAudit(ctx: Context, workspaceId: string, page: PageArgs, filter: AuditFilter) {
  await authorize(ctx, workspaceId, "audit:read");
  const wanted = auditEvents(ctx, workspaceId, filter);
  const rows = paginate<RecordedEvent>(
    page,
    (event) => String(event.position),
    (request) => {
      const { where, orderBy } = keyset(events.position, request);
      return ctx.reads.workspace(workspaceId, (db) =>
        db.select().from(events).where(and(wanted, where)).orderBy(orderBy).limit(request.limit),
      );
    },
  );
  return await counted(rows, async () => {
    const [total] = await ctx.reads.workspace(workspaceId, (db) =>
      db.select({ n: count() }).from(events).where(wanted),
    );
    return total?.n ?? 0;
  });
}
