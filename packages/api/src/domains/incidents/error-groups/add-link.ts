import type { Db } from "@plumbline/db";
import { incidentErrorGroups } from "@plumbline/db/schema";
import { and, count, eq } from "drizzle-orm";
import { encodeGlobalId } from "../../../graphql/ids.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import { describeActor } from "../../../service/actor.ts";
import type { Context } from "../../../service/context.ts";
import { PreconditionError } from "../../../service/errors.ts";
import { requireStandingGroup, soleEnvironment } from "../../logs/index.ts";
import { incidentErrorGroupLinked } from "../events.ts";
import { incidentFacts } from "../incident/require-incident.ts";
import { type Incident, incidentName } from "../incident-ref.ts";

/** More than anybody reads, and few enough to look at all of them at once. */
const mostLinks = 100;

export interface NewLink {
  errorGroupId: string;
  because: string | null;
}

/**
 * Links an error group to a locked incident, under the lock of error groups: the one that stands for it now, if it was merged.
 * Linked already, nothing happens.
 * @throws NotFoundError for a group of another workspace
 * @throws PreconditionError when the incident has as many as it can
 */
export async function addLink(tx: Db, ctx: Context, incident: Incident, link: NewLink): Promise<void> {
  const { workspaceId, id: incidentId } = incident;
  const group = await requireStandingGroup(tx, ctx, workspaceId, link.errorGroupId);
  const added = await tx
    .insert(incidentErrorGroups)
    .values({
      workspaceId,
      incidentId,
      errorGroupId: group.id,
      linkedBy: describeActor(ctx.actor).actorName,
      because: link.because,
    })
    .onConflictDoNothing()
    .returning({ id: incidentErrorGroups.id });
  if (added.length === 0) return;
  const mine = and(eq(incidentErrorGroups.workspaceId, workspaceId), eq(incidentErrorGroups.incidentId, incidentId));
  const [links] = await tx.select({ n: count() }).from(incidentErrorGroups).where(mine);
  if ((links?.n ?? 0) > mostLinks) {
    throw new PreconditionError(
      `${incidentName(incident)} has ${mostLinks} error groups, which is as many as an incident can have.`,
      "Unlink one that tells nothing, or merge those that are the same.",
    );
  }
  await recordEvent(tx, ctx, incidentErrorGroupLinked, {
    workspaceId,
    subjectId: incidentId,
    data: {
      ...incidentFacts(incident, link.because),
      errorGroupId: encodeGlobalId("ErrorGroup", group.id),
      errorGroup: group.title,
      environmentId: soleEnvironment(group),
    },
  });
}
