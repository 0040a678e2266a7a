import type { FlagVariant } from "@plumbline/db/schema";
import { guardRegex, limits, longestMatched } from "@plumbline/sdk/flags/authoring";
import { Ajv, type ErrorObject } from "ajv";
import { type InputIssue, InvalidInputError } from "../../../service/errors.ts";
import type { Flag } from "../flag-refs.ts";

/** Of the schema itself, as JSON. */
const mostSchemaCharacters = 65_536;

/**
 * Whether a flag's variants are of its kind and keep its JSON schema.
 * @throws InvalidInputError with the variant and the place in it
 */
export function checkVariants({
  variants,
  valueKind,
  jsonSchema,
}: Pick<Flag, "variants" | "valueKind" | "jsonSchema">) {
  const issues: InputIssue[] = [];
  const seen = new Set<string>();
  for (const [i, variant] of variants.entries()) {
    const path = ["variants", String(i)];
    if (seen.has(variant.key))
      issues.push({ path: [...path, "key"], message: `There are two called "${variant.key}".` });
    seen.add(variant.key);
    const wrong = wrongKind(variant, valueKind);
    if (wrong) issues.push({ path: [...path, "value"], message: wrong });
    const size = JSON.stringify(variant.value).length;
    if (size > limits.variantCharacters)
      issues.push({
        path: [...path, "value"],
        message: `It has ${size} characters of JSON; at most ${limits.variantCharacters} are allowed.`,
      });
  }
  if (jsonSchema && valueKind !== "json")
    issues.push({ path: ["jsonSchema"], message: "Only flags with JSON variants keep a schema." });
  else if (jsonSchema && issues.length === 0) issues.push(...breaches(variants, jsonSchema));
  if (issues.length > 0) throw new InvalidInputError(issues.slice(0, 50));
}

function wrongKind({ value }: FlagVariant, kind: Flag["valueKind"]): string | null {
  if (kind === "json") return typeof value === "object" && value !== null ? null : "must be a JSON object or list.";
  return typeof value === kind ? null : `must be ${kind === "boolean" ? "true or false" : `a ${kind}`}.`;
}

function breaches(variants: readonly FlagVariant[], schema: Record<string, unknown>): InputIssue[] {
  if (JSON.stringify(schema).length > mostSchemaCharacters)
    return [{ path: ["jsonSchema"], message: `It has more than ${mostSchemaCharacters} characters of JSON.` }];
  // One for each time: the `$id`s of two flags must not meet.
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, code: { regExp: guardedRegExp } });
  let validate: ReturnType<Ajv["compile"]>;
  try {
    validate = ajv.compile(schema);
  } catch (error) {
    return [{ path: ["jsonSchema"], message: `It is no JSON schema: ${(error as Error).message.replace(/\.$/, "")}.` }];
  }
  return variants.flatMap(({ value }, i) =>
    validate(value) ? [] : (validate.errors ?? []).slice(0, 10).map((error) => issueOf(error, i)),
  );
}

/** As in a rule: a pattern that could take for ever is refused, and a text longer than 256 characters never matches one. */
const guardedRegExp = Object.assign(
  (pattern: string) => {
    const guarded = guardRegex(pattern);
    return { test: (text: string) => text.length <= longestMatched && guarded.test(text) };
  },
  { code: "guardedRegExp" },
);

function issueOf({ instancePath, message }: ErrorObject, variant: number): InputIssue {
  const inside = instancePath.split("/").filter((step) => step !== "");
  return { path: ["variants", String(variant), "value", ...inside], message: `It ${message ?? "breaks the schema"}.` };
}
