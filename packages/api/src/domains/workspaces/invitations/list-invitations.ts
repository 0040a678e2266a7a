import { invitations } from "@plumbline/db/schema";
import { and, gt, isNotNull, isNull, lte, or, type SQL } from "drizzle-orm";
import type { PageArgs } from "../../../graphql/paginate.ts";
import type { Context } from "../../../service/context.ts";
import { listRows } from "../list-rows.ts";
import type { InvitationState } from "./invitation-ref.ts";

/** Invitations of the workspace, the newest first; without a filter those in every state. */
export async function listInvitations(
  ctx: Context,
  workspaceId: string,
  page: PageArgs,
  filter: { states?: readonly InvitationState[] | null },
) {
  const where = filter.states ? or(...filter.states.map((state) => inState(state, ctx.app.clock.now()))) : undefined;
  return await listRows(ctx, { table: invitations, workspaceId, permission: "members:read", page, where });
}

function inState(state: InvitationState, now: Date): SQL | undefined {
  const { acceptedAt, revokedAt, expiredAt, expiresAt } = invitations;
  const open = and(isNull(acceptedAt), isNull(revokedAt));
  switch (state) {
    case "accepted":
      return isNotNull(acceptedAt);
    case "revoked":
      return isNotNull(revokedAt);
    case "pending":
      return and(open, isNull(expiredAt), gt(expiresAt, now));
    case "expired":
      return and(open, or(isNotNull(expiredAt), lte(expiresAt, now)));
  }
}
