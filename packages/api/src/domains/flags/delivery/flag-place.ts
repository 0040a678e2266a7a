import { environments } from "@plumbline/db/schema";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { InvalidInputError, NotFoundError, UnauthenticatedError } from "../../../service/errors.ts";
import type { Permission } from "../../../service/permissions.ts";
import { authorizeRow } from "../../workspaces/index.ts";

/** Whose flags: one environment of one workspace. */
export interface FlagPlace {
  workspaceId: string;
  environmentId: string;
}

/**
 * The environment whose flags are asked for: an API key's own, or the one that a member names.
 * @param environmentId a key of one environment may leave it out, and may name no other than its own
 * @throws UnauthenticatedError for anonymous visitors
 * @throws ForbiddenError without the permission
 * @throws NotFoundError for an environment that is not there, or not the key's
 */
export async function flagPlace(
  ctx: Context,
  permission: Permission,
  environmentId?: string | null,
): Promise<FlagPlace> {
  const { actor } = ctx;
  if (actor.type === "anonymous") {
    throw new UnauthenticatedError(
      "Flags are given to API keys and members.",
      "Send `Authorization: Bearer plb_…` with a key of the environment.",
    );
  }
  if (actor.type === "api_key" && actor.environmentId) {
    if (environmentId && environmentId !== actor.environmentId)
      throw new NotFoundError(
        "This key belongs to another environment.",
        "Use a key of the environment, or leave it out.",
      );
    await authorize(ctx, actor.workspaceId, permission);
    return { workspaceId: actor.workspaceId, environmentId: actor.environmentId };
  }
  if (!environmentId) {
    const message = "is needed unless an API key of one environment asks.";
    throw new InvalidInputError(
      [{ path: ["environmentId"], message }],
      "Name the environment, or use one of its API keys.",
    );
  }
  const workspaceId = await authorizeRow(ctx, {
    table: environments,
    id: environmentId,
    permission,
    noun: "environment",
  });
  return { workspaceId, environmentId };
}
