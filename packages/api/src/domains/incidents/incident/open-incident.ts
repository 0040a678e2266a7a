import type { Db } from "@plumbline/db";
import { incidents } from "@plumbline/db/schema";
import { eq, max, sql } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { describeActor } from "../../../service/actor.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { lockErrorGroups } from "../../logs/index.ts";
import { addLink } from "../error-groups/add-link.ts";
import { incidentOpened } from "../events.ts";
import type { Incident } from "../incident-ref.ts";
import { incidentSeverity, incidentSummary, incidentTitle } from "./incident-fields.ts";
import { incidentFacts } from "./require-incident.ts";

const mostAtOnce = 20;

export const openIncidentInput = z.object({
  workspaceId: z.uuid(),
  title: incidentTitle,
  severity: incidentSeverity,
  summary: incidentSummary.optional(),
  /** Error groups that belong to it from the start. */
  errorGroupIds: z
    .array(z.uuid())
    .max(mostAtOnce)
    .nullish()
    .transform((ids) => [...new Set(ids)]),
});

export type OpenIncidentInput = z.input<typeof openIncidentInput>;

/**
 * Opens an incident: from now on it has a number that people can say, and a timeline.
 * @throws NotFoundError for an error group that is not there, or not there for the actor
 */
export async function openIncident(ctx: Context, input: OpenIncidentInput): Promise<Incident> {
  const wish = parseInput(openIncidentInput, input);
  const { workspaceId, title, severity, summary = null, errorGroupIds } = wish;
  await authorize(ctx, workspaceId, "incidents:write");
  if (errorGroupIds.length > 0) await authorize(ctx, workspaceId, "logs:read");
  return await transact(ctx, { workspaceId, verb: "openIncident", input: wish }, async (tx) => {
    // Before the lock of numbers: whoever merges groups has this one, and nobody may wait for both in another order.
    if (errorGroupIds.length > 0) await lockErrorGroups(tx, workspaceId);
    const [incident] = await tx
      .insert(incidents)
      .values({
        workspaceId,
        number: await nextNumber(tx, workspaceId),
        title,
        severity,
        summary,
        openedAt: ctx.app.clock.now(),
        openedBy: describeActor(ctx.actor).actorName,
      })
      .returning();
    if (!incident) throw new TypeError("The insert returned no row.");
    await recordEvent(tx, ctx, incidentOpened, {
      workspaceId,
      subjectId: incident.id,
      data: incidentFacts(incident),
      after: { title, severity, summary },
    });
    for (const errorGroupId of errorGroupIds) await addLink(tx, ctx, incident, { errorGroupId, because: null });
    return incident;
  });
}

/** Numbers have no gaps: whoever opens one waits for whoever opens another. */
async function nextNumber(tx: Db, workspaceId: string): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`incidents/${workspaceId}`}, 0))`);
  const [last] = await tx
    .select({ number: max(incidents.number) })
    .from(incidents)
    .where(eq(incidents.workspaceId, workspaceId));
  return (last?.number ?? 0) + 1;
}
