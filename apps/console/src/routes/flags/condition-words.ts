import type { Condition, Operator, Serve } from "@plumbline/sdk/flags";
import { html, type TemplateResult } from "lit";

/** Each operator as it stands in a sentence, and turned round. */
export const operatorWords: Record<Operator, [string, string]> = {
  equals: ["is", "is not"],
  in: ["in", "not in"],
  contains: ["contains", "does not contain"],
  startsWith: ["begins with", "does not begin with"],
  endsWith: ["ends with", "does not end with"],
  lt: ["below", "not below"],
  lte: ["at most", "above"],
  gt: ["above", "not above"],
  gte: ["at least", "below"],
  before: ["before", "not before"],
  after: ["after", "not after"],
  semver: ["version", "not version"],
  cidr: ["within", "not within"],
  regex: ["matches", "does not match"],
  exists: ["is there", "is missing"],
  hashed: ["hashes into", "does not hash into"],
};

/** A condition as one reads it. */
export function conditionWords(condition: Condition): TemplateResult {
  if ("segment" in condition)
    return html`${condition.negate ? "outside segment" : "segment"} <code>${condition.segment}</code>`;
  const [word, turned] = operatorWords[condition.operator] ?? [condition.operator, `not ${condition.operator}`];
  const values = (condition.values ?? []).map((value) => html` <code>${String(value)}</code>`);
  return html`<code>${condition.attribute}</code> ${condition.negate ? turned : word}${values}`;
}

/** What is served, as one reads it. */
export function serveWords(serve: Serve): TemplateResult {
  if (typeof serve === "string") return html`<code>${serve}</code>`;
  return html`${serve.weights.map(({ variant, weight }, index) => html`${index > 0 ? ", " : ""}${weight} % <code>${variant}</code>`)}`;
}
