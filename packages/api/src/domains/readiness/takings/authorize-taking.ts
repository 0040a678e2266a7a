import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { ForbiddenError } from "../../../service/errors.ts";

/**
 * @returns the id of the member who asks
 * @throws ForbiddenError for everything that is no member: only a person can be on something
 */
export async function authorizeTaking(ctx: Context, workspaceId: string): Promise<string> {
  const { memberId } = await authorize(ctx, workspaceId, "readiness:write");
  if (memberId) return memberId;
  throw new ForbiddenError("readiness:write", "Only a member can be on something.", "Sign in as a member.");
}
