import { attributeOf, type LogQueryNode, logFieldOf, parseLogQuery } from "@plumbline/sdk/logs/query";

/** The names in a search that are no fields of its language, as they were written, each once; none where it cannot be read. */
export function attributesIn(query: string): string[] {
  const parsed = parseLogQuery(query);
  return parsed.ok && parsed.query ? [...new Set(namesIn(parsed.query))] : [];
}

function namesIn(node: LogQueryNode): string[] {
  switch (node.kind) {
    case "and":
      return node.all.flatMap(namesIn);
    case "or":
      return node.any.flatMap(namesIn);
    case "not":
      return namesIn(node.node);
    case "field":
      return logFieldOf(node.field) || attributeOf(node.field).in !== "either" ? [] : [node.field];
    default:
      return [];
  }
}
