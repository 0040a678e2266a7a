import type { LogQueryNode } from "@plumbline/sdk/logs/query";
import type { LogFilter } from "./log-filter.ts";

/** Whether a filter asks what a body says, which a text index could answer. */
export function readsText(filter: LogFilter): boolean {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.of.some(readsText);
    case "not":
      return readsText(filter.of);
    case "query":
      return nodeReadsText(filter.query.node);
    default:
      return filter.kind === "text" || filter.kind === "regex";
  }
}

function nodeReadsText(node: LogQueryNode): boolean {
  switch (node.kind) {
    case "and":
      return node.all.some(nodeReadsText);
    case "or":
      return node.any.some(nodeReadsText);
    case "not":
      return nodeReadsText(node.node);
    default:
      return node.kind !== "field";
  }
}
