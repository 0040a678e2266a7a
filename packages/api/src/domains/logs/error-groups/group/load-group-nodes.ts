import { errorGroupMoves, errorGroups, errorPatterns } from "@plumbline/db/schema";
import { loadNode } from "../../../../graphql/load-node.ts";
import type { Context } from "../../../../service/context.ts";
import { type Environment, loadEnvironment } from "../../../workspaces/index.ts";
import type { ErrorGroup, ErrorGroupMove, ErrorPattern } from "./error-group-ref.ts";
import { loadSeenGroup, seesGroup } from "./seen-here.ts";

const findGroup = loadNode(errorGroups, "logs:read");
const findPattern = loadNode(errorPatterns, "logs:read");
const findMove = loadNode(errorGroupMoves, "logs:read");

/** An error group by its id; null where the actor does not see it. */
export async function loadErrorGroupNode(id: string, ctx: Context): Promise<ErrorGroup | null> {
  const group = await findGroup(id, ctx);
  return group && seesGroup(ctx, group) ? group : null;
}

/** A pattern by its id; null where the actor does not see its group. */
export async function loadErrorPatternNode(id: string, ctx: Context): Promise<ErrorPattern | null> {
  const pattern = await findPattern(id, ctx);
  return pattern && (await loadSeenGroup(ctx, pattern.workspaceId, pattern.groupId)) ? pattern : null;
}

/** A merge or a split by its id; null where the actor does not see both groups: its reason names one of them. */
export async function loadErrorGroupMoveNode(id: string, ctx: Context): Promise<ErrorGroupMove | null> {
  const move = await findMove(id, ctx);
  if (!move) return null;
  const groups = await Promise.all(
    [move.fromId, move.intoId].map((groupId) => loadSeenGroup(ctx, move.workspaceId, groupId)),
  );
  return groups.every((group) => group !== null) ? move : null;
}

/** The environments that a group was met in, without those that are gone. */
export async function loadEnvironmentsOf(
  ctx: Context,
  { workspaceId, environments }: ErrorGroup,
): Promise<Environment[]> {
  const named = environments.filter((id) => id !== "");
  const found = await Promise.all(named.map((id) => loadEnvironment(ctx, workspaceId, id)));
  return found.filter((environment) => environment !== null);
}
