import { withWorkspace } from "@plumbline/db";
import { events } from "@plumbline/db/schema";
import { and, asc, gt } from "drizzle-orm";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { NotFoundError, UnauthenticatedError } from "../../../service/errors.ts";
import { requireFeature } from "../../../service/require-feature.ts";
import { findWorkspace } from "../workspace/find-workspace.ts";
import { type AuditFilter, auditEvents } from "./audit-filter.ts";

/** One entry of the audit log: an event, seen for what it changed. */
export type AuditEntry = RecordedEvent;

/** Entries read at once: the export's memory does not grow with the log. */
const readSize = 500;

/**
 * The whole audit log, the oldest first, read page by page as fast as the far side takes it. Each page takes a connection of its
 * own, so that a slow reader holds none.
 * @throws UnauthenticatedError for visitors
 * @throws NotFoundError for strangers
 * @throws ForbiddenError without `audit:export`
 */
export async function exportAudit(
  ctx: Context,
  slug: string,
  filter: AuditFilter,
): Promise<{ slug: string; entries: AsyncIterable<AuditEntry> }> {
  if (ctx.actor.type === "anonymous") {
    throw new UnauthenticatedError("The audit log is for members and API keys.", "Sign in, or send an API key.");
  }
  const workspace = await findWorkspace(ctx, slug);
  if (!workspace) {
    throw new NotFoundError("There is no such workspace, or you do not belong to it.", "Check the slug.");
  }
  await authorize(ctx, workspace.id, "audit:export");
  await requireFeature(ctx, workspace.id, "plumbline.audit-export");
  return { slug: workspace.slug, entries: readAll(ctx, workspace.id, filter) };
}

async function* readAll(ctx: Context, workspaceId: string, filter: AuditFilter): AsyncGenerator<AuditEntry> {
  const wanted = auditEvents(ctx, workspaceId, filter);
  for (let after = 0; ; ) {
    const page = await withWorkspace(ctx.app.database, workspaceId, (db) =>
      db
        .select()
        .from(events)
        .where(and(wanted, gt(events.position, after)))
        .orderBy(asc(events.position))
        .limit(readSize),
    );
    yield* page;
    if (page.length < readSize) return;
    after = page.at(-1)?.position ?? after;
  }
}
