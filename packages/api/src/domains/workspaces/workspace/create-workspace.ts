import { environments, members, workspaces } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import type { Context } from "../../../service/context.ts";
import { ConflictError, ForbiddenError, UnauthenticatedError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { memberJoined, workspaceCreated } from "../events.ts";
import type { Workspace } from "../workspace-ref.ts";
import { slugInput, workspaceNameInput } from "./slug-rules.ts";

export const createWorkspaceInput = z.object({ name: workspaceNameInput, slug: slugInput });

export type CreateWorkspaceInput = z.input<typeof createWorkspaceInput>;

/** What every workspace starts with. More can be added, and these renamed or archived. */
const firstEnvironments = [
  { key: "production", name: "Production", kind: "production" },
  { key: "staging", name: "Staging", kind: "staging" },
  { key: "development", name: "Development", kind: "development" },
] as const;

/**
 * Creates a workspace with its three environments; who creates it is its owner.
 * @throws UnauthenticatedError without a signed-in person (an API key belongs to one workspace and makes no other)
 * @throws ForbiddenError before the person's mail address is verified
 * @throws ConflictError when the slug is taken: of two people who ask at once, exactly one gets it
 */
export async function createWorkspace(ctx: Context, input: CreateWorkspaceInput): Promise<Workspace> {
  const { actor } = ctx;
  if (actor.type !== "user") {
    throw new UnauthenticatedError("A workspace is created by a signed-in person.", "Sign in, then try again.");
  }
  if (!actor.emailVerified) {
    throw new ForbiddenError(
      "email:verified",
      "Your mail address is not verified yet.",
      "Open the link in the verification mail.",
    );
  }
  const wish = parseInput(createWorkspaceInput, input);
  return await transact(ctx, { workspaceId: null, verb: "createWorkspace", input: wish }, async (tx) => {
    const now = ctx.app.clock.now();
    const [workspace] = await tx
      .insert(workspaces)
      .values({ ...wish, createdAt: now, updatedAt: now })
      .onConflictDoNothing({ target: workspaces.slug })
      .returning();
    if (!workspace) throw slugTaken(wish.slug);
    const workspaceId = workspace.id;
    const [member] = await tx
      .insert(members)
      .values({ workspaceId, userId: actor.userId, role: "owner" })
      .returning({ id: members.id });
    await tx.insert(environments).values(firstEnvironments.map((environment) => ({ ...environment, workspaceId })));
    await recordEvent(tx, ctx, workspaceCreated, {
      workspaceId,
      subjectId: workspaceId,
      data: { ...wish, environments: firstEnvironments.map(({ key }) => key) },
      after: wish,
    });
    await recordEvent(tx, ctx, memberJoined, {
      workspaceId,
      subjectId: member?.id ?? workspaceId,
      data: { userId: actor.userId, name: actor.name, email: actor.email, role: "owner", by: "creation" },
    });
    return workspace;
  });
}

/** The refusal for a slug that belongs to another workspace. */
export function slugTaken(slug: string): ConflictError {
  return new ConflictError(
    `Another workspace has the slug ${slug}.`,
    "Choose another; slugAvailability suggests free ones.",
  );
}
