import { hash } from "node:crypto";

/** Names one answer by its JSON. Short, however long the answer is: a stream keeps the names of all that its reader has. */
export function nameOf(answer: unknown): string {
  return hash("sha256", JSON.stringify(answer), "base64url").slice(0, 22);
}

/** Names a set of answers, each by its name: the same answers have the same name, whatever changed elsewhere. */
export function etagOf(names: Iterable<string>): string {
  return hash("sha256", [...names].join("\n"), "base64url").slice(0, 22);
}
