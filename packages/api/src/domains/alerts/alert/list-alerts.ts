import { alertSamples, alerts, events } from "@plumbline/db/schema";
import { and, desc, eq, gte, ilike, inArray, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { keyset } from "../../../graphql/keyset.ts";
import { type PageArgs, paginate } from "../../../graphql/paginate.ts";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../../workspaces/index.ts";
import type { Alert } from "./alert-ref.ts";

/** Which alerts; what is left out does not narrow. */
export interface AlertFilter {
  state?: { in?: Alert["state"][] | null } | null;
  severity?: { in?: Alert["severity"][] | null } | null;
  source?: { in?: string[] | null } | null;
  ruleId?: { eq?: string | null } | null;
  tenantId?: { eq?: string | null } | null;
  openedAt?: { gte?: Date | null; lt?: Date | null } | null;
  /** True: only those that are kept quiet now; false: only those that are not. */
  quiet?: boolean | null;
  /** All of these labels with these values. */
  labels?: { label: string; value: string }[] | null;
  /** Part of the title, the reason or a label. */
  search?: string | null;
}

/** Alerts, the newest first. */
export async function listAlerts(ctx: Context, workspaceId: string, page: PageArgs, filter: AlertFilter) {
  const where = and(...clausesOf(filter));
  return await listRows(ctx, { table: alerts, workspaceId, permission: "alerts:read", page, where });
}

function clausesOf(filter: AlertFilter): (SQL | undefined)[] {
  const { state, severity, source, ruleId, tenantId, openedAt, quiet, labels, search } = filter;
  const silent = or(isNotNull(alerts.silenceId), isNotNull(alerts.inhibitedBy));
  const like = `%${(search ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const wanted = Object.fromEntries((labels ?? []).map(({ label, value }) => [label, value]));
  return [
    state?.in ? inArray(alerts.state, state.in) : undefined,
    severity?.in ? inArray(alerts.severity, severity.in) : undefined,
    source?.in ? inArray(alerts.source, source.in) : undefined,
    ruleId?.eq ? eq(alerts.ruleId, ruleId.eq) : undefined,
    tenantId?.eq ? eq(alerts.tenantId, tenantId.eq) : undefined,
    openedAt?.gte ? gte(alerts.openedAt, openedAt.gte) : undefined,
    openedAt?.lt ? lt(alerts.openedAt, openedAt.lt) : undefined,
    quiet === true ? silent : undefined,
    quiet === false ? and(isNull(alerts.silenceId), isNull(alerts.inhibitedBy)) : undefined,
    labels && labels.length > 0 ? sql`${alerts.labels} @> ${JSON.stringify(wanted)}::text::jsonb` : undefined,
    search
      ? or(ilike(alerts.title, like), ilike(alerts.reason, like), sql`${alerts.labels}::text ilike ${like}`)
      : undefined,
  ];
}

/** Everything that happened to an alert, the newest first: the one history, filtered. */
export async function listAlertTimeline(ctx: Context, { workspaceId, id }: Alert, args: PageArgs) {
  await authorize(ctx, workspaceId, "alerts:read");
  const own = and(eq(events.workspaceId, workspaceId), eq(events.subjectId, id), isNotNull(events.position));
  return await paginate<RecordedEvent>(
    args,
    (row) => String(row.position),
    async (page) => {
      const { where, orderBy } = keyset(events.position, page);
      return await ctx.reads.workspace(workspaceId, (db) =>
        db.select().from(events).where(and(own, where)).orderBy(orderBy).limit(page.limit),
      );
    },
  );
}

/** One row of `alert_samples`. */
export type AlertSample = typeof alertSamples.$inferSelect;

/** The events that show what an alert is about, the newest first; none once it was over for 30 days. */
export async function listAlertSamples(ctx: Context, { workspaceId, id }: Alert): Promise<AlertSample[]> {
  await authorize(ctx, workspaceId, "alerts:read");
  return await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(alertSamples)
      .where(and(eq(alertSamples.workspaceId, workspaceId), eq(alertSamples.alertId, id)))
      .orderBy(desc(alertSamples.at), desc(alertSamples.id)),
  );
}
