import type { Db } from "@plumbline/db";
import { documentSources, integrations } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { unknownRow } from "../../workspaces/index.ts";
import type { DocumentSource } from "../document-refs.ts";

/** The source, locked, with its provider's slug. @throws NotFoundError when it is gone */
export async function lockSource(
  tx: Db,
  workspaceId: string,
  id: string,
): Promise<{ source: DocumentSource; provider: string }> {
  const [found] = await tx
    .select({ source: documentSources, provider: integrations.provider })
    .from(documentSources)
    .innerJoin(
      integrations,
      and(
        eq(integrations.workspaceId, documentSources.workspaceId),
        eq(integrations.id, documentSources.integrationId),
      ),
    )
    .where(and(eq(documentSources.workspaceId, workspaceId), eq(documentSources.id, id)))
    .for("update", { of: documentSources });
  if (!found) throw unknownRow("document source");
  return found;
}
