import type { AttributeCondition } from "../model/condition.ts";

/** Holds for contexts whose attribute lies at a place among hashes; see the operator `hashed`. */
export function placeCondition(
  attribute: string,
  place: { from: number; to: number; of: number; by?: "%" | "*"; seed?: number; prefix: string },
): AttributeCondition {
  const { from, to, of, by = "%", seed = 0, prefix } = place;
  return { attribute, operator: "hashed", values: [`${from}-${to}${by}${of}@${seed}|${prefix}`] };
}

/** Holds for contexts that have the attribute and not as an empty text: every text has a place. */
export function presentCondition(attribute: string): AttributeCondition {
  return placeCondition(attribute, { from: 0, to: 1, of: 1, prefix: "" });
}
