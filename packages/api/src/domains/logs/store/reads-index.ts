import { type LogQueryNode, logFieldOf } from "@plumbline/sdk/logs/query";
import type { LogFilter } from "./log-filter.ts";

/** Whether a filter asks what a body says or which value an attribute has: an index of a day that is over could answer. */
export function readsIndex(filter: LogFilter): boolean {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.of.some(readsIndex);
    case "not":
      return readsIndex(filter.of);
    case "query":
      return nodeReadsIndex(filter.query.node);
    default:
      return filter.kind === "text" || filter.kind === "regex";
  }
}

function nodeReadsIndex(node: LogQueryNode): boolean {
  switch (node.kind) {
    case "and":
      return node.all.some(nodeReadsIndex);
    case "or":
      return node.any.some(nodeReadsIndex);
    case "not":
      return nodeReadsIndex(node.node);
    default:
      return node.kind !== "field" || (node.test.op === "is" && !logFieldOf(node.field));
  }
}
