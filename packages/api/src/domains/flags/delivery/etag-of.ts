import { hash } from "node:crypto";

/** Names a set of answers, each as JSON: the same answers have the same name, whatever changed elsewhere. */
export function etagOf(answers: Iterable<string>): string {
  return hash("sha256", [...answers].join("\n"), "base64url").slice(0, 22);
}
