import { z } from "zod";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { lockErrorGroups } from "../../logs/index.ts";
import { incidentComment } from "../incident/incident-fields.ts";
import { authorizeIncident, lockIncident } from "../incident/require-incident.ts";
import type { Incident } from "../incident-ref.ts";
import { addLink } from "./add-link.ts";

export const linkErrorGroupInput = z.object({
  incidentId: z.uuid(),
  errorGroupId: z.uuid(),
  /** Why they belong together. */
  because: incidentComment,
});

export type LinkErrorGroupInput = z.input<typeof linkErrorGroupInput>;

/** Says that an error group belongs to an incident: its errors prove or refute that the incident is mitigated. */
export async function linkErrorGroup(ctx: Context, input: LinkErrorGroupInput): Promise<Incident> {
  const wish = parseInput(linkErrorGroupInput, input);
  const { incidentId, errorGroupId, because } = wish;
  const workspaceId = await authorizeIncident(ctx, incidentId);
  await authorize(ctx, workspaceId, "logs:read");
  return await transact(ctx, { workspaceId, verb: "linkErrorGroup", input: wish }, async (tx) => {
    await lockErrorGroups(tx, workspaceId);
    const incident = await lockIncident(tx, workspaceId, incidentId);
    await addLink(tx, ctx, incident, { errorGroupId, because });
    return incident;
  });
}
