import { members, users } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../../service/context.ts";
import { roleAllows } from "../../service/permissions.ts";
import { ProviderError } from "../integrations/index.ts";

/** The member who pressed a button, as far as one could be found. */
export interface Presser {
  userId: string | null;
  /** Why the person may not act; null when they may. */
  refusal: string | null;
}

/**
 * Finds the member who pressed a button by the mail address that the provider has verified, and whether they may act.
 * @throws ProviderError when the provider does not answer now; the caller tries again
 */
export async function findPresser(
  ctx: Context,
  workspaceId: string,
  verifiedEmail: () => Promise<string | null>,
  providerName: string,
): Promise<Presser> {
  let email: string | null;
  try {
    email = await verifiedEmail();
  } catch (error) {
    // Not now is not never: the reaction is tried again, and the person hears then.
    if (!(error instanceof ProviderError) || error.failure === "unreachable" || error.failure === "paused") throw error;
    return {
      userId: null,
      refusal: `Plumbline could not ask ${providerName} who you are: ${error.message} ${error.nextStep ?? ""}`.trim(),
    };
  }
  if (!email) {
    return {
      userId: null,
      refusal: `${providerName} tells no verified mail address of yours, so Plumbline cannot know which member you are.`,
    };
  }
  const member = await memberByEmail(ctx, workspaceId, email);
  if (!member) {
    return {
      userId: null,
      refusal: `No member of the workspace has the verified address ${email}. Ask an admin for an invitation.`,
    };
  }
  if (!roleAllows(member.role, "notifications:act")) {
    return {
      userId: member.userId,
      refusal: `Your role, ${member.role}, does not let you act here. Ask an owner or admin of the workspace.`,
    };
  }
  return { userId: member.userId, refusal: null };
}

async function memberByEmail(ctx: Context, workspaceId: string, email: string) {
  const [found] = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select({ userId: users.id, role: members.role })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(
        and(eq(members.workspaceId, workspaceId), eq(users.email, email.toLowerCase()), eq(users.emailVerified, true)),
      ),
  );
  return found;
}
