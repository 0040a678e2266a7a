import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import type { Claim } from "../../../service/define-claims.ts";
import { newestByService } from "../../logs/index.ts";
import { linkedGroups } from "../error-groups/list-links.ts";
import type { Incident } from "../incident-ref.ts";
import { weighMitigation } from "./weigh-mitigation.ts";

/** What evidence says of an incident's mitigation; null while nobody claims it. */
export async function loadMitigation(ctx: Context, incident: Incident): Promise<Claim | null> {
  const { workspaceId, mitigatedAt } = incident;
  if (!mitigatedAt) return null;
  await authorize(ctx, workspaceId, "incidents:read");
  const [groups, newestLogs] = [await linkedGroups(ctx, incident), await newestByService(ctx, workspaceId)];
  return weighMitigation(incident, { groups, newestLogs, now: ctx.app.clock.now() });
}
