import type { JsonValue } from "@plumbline/sdk/flags";
import { expect, test } from "vitest";
import { checkVariants } from "./check-variants.ts";

function refusalOf(jsonSchema: Record<string, unknown>, value: JsonValue): string {
  try {
    checkVariants({ variants: [{ key: "a", value }], valueKind: "json", jsonSchema });
    return "none";
  } catch (error) {
    return (error as Error).message;
  }
}

test("a variant keeps its schema, and a refusal says where it does not", () => {
  const schema = { type: "object", properties: { links: { type: "array", items: { pattern: "^https://" } } } };
  expect(refusalOf(schema, { links: ["https://meridian.example"] })).toBe("none");
  expect(refusalOf(schema, { links: ["https://meridian.example", "ftp://old"] })).toBe(
    'variants.0.value.links.1: It must match pattern "^https://".',
  );
});

test("a pattern that could take for ever is refused before it is tried, and a long text matches none", () => {
  const refusal = refusalOf({ additionalProperties: { pattern: "(a+)+$" } }, { a: "a".repeat(60) });
  expect(refusal).toBe("jsonSchema: It is no JSON schema: The pattern (a+)+$ could take too long.");
  const long = refusalOf({ additionalProperties: { pattern: "a*b" } }, { a: "a".repeat(60_000) });
  expect(long).toMatch('must match pattern "a*b"');
});

test.each([
  ["a list of what a schema never says", { type: "nothing" }, "jsonSchema: It is no JSON schema: schema is invalid"],
  ["a reference to nowhere", { $ref: "https://elsewhere.example/schema" }, "can't resolve reference"],
])("%s is refused", (_, schema, words) => {
  expect(refusalOf(schema, {})).toContain(words);
});

test("two schemas may have one name", () => {
  for (const type of ["object", "array"])
    expect(refusalOf({ $id: "same", type }, type === "array" ? [] : {})).toBe("none");
});
