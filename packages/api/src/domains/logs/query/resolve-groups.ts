import type { LogQueryNode } from "@plumbline/sdk/logs/query";
import { decodeGlobalId } from "../../../graphql/ids.ts";

/** The same search with the uuids of error groups in place of the ids by which people know them. */
export function resolveGroups(node: LogQueryNode): LogQueryNode {
  switch (node.kind) {
    case "and":
      return { ...node, all: node.all.map(resolveGroups) };
    case "or":
      return { ...node, any: node.any.map(resolveGroups) };
    case "not":
      return { ...node, node: resolveGroups(node.node) };
    case "field":
      if (node.field !== "group" || node.test.op !== "is") return node;
      return { ...node, test: { op: "is", value: uuidOf(node.test.value) } };
    default:
      return node;
  }
}

/** What is no id here is a group that there is not: it matches nothing. */
function uuidOf(id: string): string {
  try {
    return decodeGlobalId(id).id;
  } catch {
    return id;
  }
}
