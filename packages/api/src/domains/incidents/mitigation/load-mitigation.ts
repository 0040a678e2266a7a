import type { errorGroups } from "@plumbline/db/schema";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import type { Claim } from "../../../service/define-claims.ts";
import { lastErrorsOf, newestLogsOf } from "../../logs/index.ts";
import { loadEnvironment } from "../../workspaces/index.ts";
import { linkedGroups, mayRead } from "../error-groups/list-links.ts";
import type { Incident } from "../incident-ref.ts";
import { type GroupEvidence, weighMitigation } from "./weigh-mitigation.ts";

/** What evidence says of an incident's mitigation; null while nobody claims it. */
export async function loadMitigation(ctx: Context, incident: Incident): Promise<Claim | null> {
  const { workspaceId, mitigatedAt } = incident;
  if (!mitigatedAt) return null;
  await authorize(ctx, workspaceId, "incidents:read");
  const groups = await linkedGroups(ctx, incident);
  const evidence = await Promise.all(groups.map((group) => evidenceOf(ctx, group)));
  return weighMitigation(incident, evidence.flat(), ctx.app.clock.now());
}

/**
 * What a group tells, for each environment that met it. Users are in production: where it was met there, what the same error does
 * elsewhere neither proves nor refutes anything.
 */
async function evidenceOf(ctx: Context, group: typeof errorGroups.$inferSelect): Promise<GroupEvidence[]> {
  const { workspaceId, service } = group;
  const title = (await mayRead(ctx, group)) ? group.title : null;
  const places = await Promise.all(
    (await lastErrorsOf(ctx, group)).map(async ({ value: environmentId, lastSeenAt, lastArrivedAt }) => {
      const environment = environmentId ? await loadEnvironment(ctx, workspaceId, environmentId) : null;
      const newestLogAt = await newestLogsOf(ctx, { workspaceId, service, environmentId });
      return { kind: environment?.kind, title, service, lastSeenAt, lastArrivedAt, newestLogAt };
    }),
  );
  const production = places.filter(({ kind }) => kind === "production");
  return production.length > 0 ? production : places;
}
