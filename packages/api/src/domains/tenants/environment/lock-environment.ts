import type { Db } from "@plumbline/db";
import { environments } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Environment } from "../../workspaces/index.ts";
import { unknownRow } from "../../workspaces/index.ts";

/** Takes the lock on an environment. @throws NotFoundError when it is gone */
export async function lockEnvironment(tx: Db, workspaceId: string, id: string): Promise<Environment> {
  const [environment] = await tx
    .select()
    .from(environments)
    .where(and(eq(environments.workspaceId, workspaceId), eq(environments.id, id)))
    .for("no key update");
  if (!environment) throw unknownRow("environment");
  return environment;
}
