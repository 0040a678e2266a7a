import { expect, test } from "vitest";
import { attributesIn } from "./query-attributes.ts";

test("a name that is no field is looked for among the attributes, and told so", () => {
  expect(attributesIn("servce:tax level:error -(duration_ms:>5 or servce:mail)")).toEqual(["servce", "duration_ms"]);
});

test("fields, their other names, and what says attribute itself are no surprise", () => {
  expect(attributesIn('svc:tax attributes.user:ada resource.host:web-1 "card declined"')).toEqual([]);
  expect(attributesIn("")).toEqual([]);
  expect(attributesIn("level:(")).toEqual([]);
});
