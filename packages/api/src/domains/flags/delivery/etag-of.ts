import { createHash } from "node:crypto";
import type { WireAnswer } from "@plumbline/sdk/flags/web";

/** Names a set of answers: the same answers have the same name, whatever changed elsewhere. */
export function etagOf(answers: readonly (WireAnswer | string)[]): string {
  const hash = createHash("sha256");
  for (const answer of answers) hash.update(typeof answer === "string" ? answer : JSON.stringify(answer)).update("\n");
  return hash.digest("base64url").slice(0, 22);
}
