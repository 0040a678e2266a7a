import type { Db } from "@plumbline/db";
import { apiKeys, environments } from "@plumbline/db/schema";
import { and, count, eq, isNull } from "drizzle-orm";
import { PreconditionError } from "../../../service/errors.ts";
import type { Environment } from "../../workspaces/index.ts";

/**
 * @throws PreconditionError when API keys of the environment still work, or it is the last one: their software would stop
 * without anybody having said so
 */
export async function refuseInUse(tx: Db, { workspaceId, id }: Environment): Promise<void> {
  const [keys] = await tx
    .select({ n: count() })
    .from(apiKeys)
    .where(and(eq(apiKeys.workspaceId, workspaceId), eq(apiKeys.environmentId, id), isNull(apiKeys.revokedAt)));
  if (keys && keys.n > 0) {
    throw new PreconditionError(
      `${keys.n} API ${keys.n === 1 ? "key belongs" : "keys belong"} to this environment.`,
      "Revoke them first.",
    );
  }
  const [others] = await tx
    .select({ n: count() })
    .from(environments)
    .where(and(eq(environments.workspaceId, workspaceId), isNull(environments.archivedAt)));
  if ((others?.n ?? 0) > 1) return;
  throw new PreconditionError("This is the only environment in use.", "Add another one first.");
}
