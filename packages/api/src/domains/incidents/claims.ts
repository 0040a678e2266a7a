import { incidents } from "@plumbline/db/schema";
import { and, desc, eq, gte, isNotNull, isNull, or } from "drizzle-orm";
import { defineClaims } from "../../service/define-claims.ts";
import { reopenWithinMs } from "./machine.ts";
import { loadMitigation } from "./mitigation/load-mitigation.ts";

/** More than this are not weighed at once; the newest tell enough. */
const most = 50;

/** Whoever says that an incident is over claims that its errors have ended. */
export const incidentClaims = defineClaims({
  name: "incidents",
  async list(ctx, workspaceId) {
    const since = new Date(ctx.app.clock.now().getTime() - reopenWithinMs);
    const said = await ctx.reads.workspace(workspaceId, (db) =>
      db
        .select()
        .from(incidents)
        .where(
          and(
            eq(incidents.workspaceId, workspaceId),
            isNotNull(incidents.mitigatedAt),
            or(isNull(incidents.resolvedAt), gte(incidents.resolvedAt, since)),
          ),
        )
        .orderBy(desc(incidents.number))
        .limit(most),
    );
    const claims = await Promise.all(said.map((incident) => loadMitigation(ctx, incident)));
    return claims.filter((claim) => claim !== null);
  },
});
