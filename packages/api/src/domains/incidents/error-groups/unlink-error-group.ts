import { incidentErrorGroups } from "@plumbline/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { encodeGlobalId } from "../../../graphql/ids.ts";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { idsMergedInto, requireStandingGroup, soleEnvironment } from "../../logs/index.ts";
import { incidentErrorGroupUnlinked } from "../events.ts";
import { incidentComment } from "../incident/incident-fields.ts";
import { authorizeIncident, incidentFacts, lockIncident } from "../incident/require-incident.ts";
import type { Incident } from "../incident-ref.ts";

export const unlinkErrorGroupInput = z.object({
  incidentId: z.uuid(),
  errorGroupId: z.uuid(),
  /** Why they do not belong together. */
  because: incidentComment,
});

export type UnlinkErrorGroupInput = z.input<typeof unlinkErrorGroupInput>;

/** Takes an error group, and what was merged into it, from an incident. Linked no longer, nothing happens. */
export async function unlinkErrorGroup(ctx: Context, input: UnlinkErrorGroupInput): Promise<Incident> {
  const wish = parseInput(unlinkErrorGroupInput, input);
  const { incidentId, errorGroupId, because } = wish;
  const workspaceId = await authorizeIncident(ctx, incidentId);
  await authorize(ctx, workspaceId, "logs:read");
  return await transact(ctx, { workspaceId, verb: "unlinkErrorGroup", input: wish }, async (tx) => {
    const incident = await lockIncident(tx, workspaceId, incidentId);
    const group = await requireStandingGroup(tx, ctx, workspaceId, errorGroupId);
    const removed = await tx
      .delete(incidentErrorGroups)
      .where(
        and(
          eq(incidentErrorGroups.workspaceId, workspaceId),
          eq(incidentErrorGroups.incidentId, incidentId),
          inArray(incidentErrorGroups.errorGroupId, idsMergedInto(group)),
        ),
      )
      .returning({ id: incidentErrorGroups.id });
    if (removed.length === 0) return incident;
    await recordEvent(tx, ctx, incidentErrorGroupUnlinked, {
      workspaceId,
      subjectId: incidentId,
      data: {
        ...incidentFacts(incident, because),
        errorGroupId: encodeGlobalId("ErrorGroup", group.id),
        errorGroup: group.title,
        environmentId: soleEnvironment(group),
      },
    });
    return incident;
  });
}
