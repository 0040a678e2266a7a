import type { LogQueryNode } from "@plumbline/sdk/logs/query";
import type { Context } from "../../../service/context.ts";
import { patternsOfGroups } from "../error-groups/group/patterns-of-groups.ts";

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The same search with the signatures of an error group's patterns in place of the group: that is what entries carry, so that
 * merging two groups changes no entry.
 */
export async function expandGroups(ctx: Context, workspaceId: string, node: LogQueryNode): Promise<LogQueryNode> {
  const named = groupsIn(node).filter((id) => uuidForm.test(id));
  if (named.length === 0) return node;
  const patterns = await patternsOfGroups(ctx, workspaceId, named);
  return expand(node, patterns);
}

function groupsIn(node: LogQueryNode): string[] {
  if (node.kind === "and") return node.all.flatMap(groupsIn);
  if (node.kind === "or") return node.any.flatMap(groupsIn);
  if (node.kind === "not") return groupsIn(node.node);
  return node.kind === "field" && node.field === "group" && node.test.op === "is" ? [node.test.value] : [];
}

function expand(node: LogQueryNode, patterns: ReadonlyMap<string, readonly string[]>): LogQueryNode {
  if (node.kind === "and") return { ...node, all: node.all.map((each) => expand(each, patterns)) };
  if (node.kind === "or") return { ...node, any: node.any.map((each) => expand(each, patterns)) };
  if (node.kind === "not") return { ...node, node: expand(node.node, patterns) };
  if (node.kind !== "field" || node.field !== "group" || node.test.op !== "is") return node;
  const ids = patterns.get(node.test.value);
  if (!ids || ids.length === 0) return node;
  return { kind: "or", any: ids.map((value) => ({ ...node, test: { op: "is" as const, value } })) };
}
