import { expect, test } from "vitest";
import { slugProblem } from "./slug-rules.ts";
import { suggestSlugs } from "./suggest-slugs.ts";

test.each([
  [{ name: "Zoë & Söhne GmbH" }, "zoe-sohne-gmbh"],
  [{ name: "Straße" }, "strasse"],
  [{ name: "", email: "ines@shop.meridian.co.uk" }, "meridian"],
  [{ name: null, email: "ines@meridian.example" }, "meridian"],
  [{ name: "🦊", email: "ines@gmail.com" }, undefined],
  [{ name: "API" }, "api-hq"],
  [{ name: "a".repeat(90) }, "a".repeat(48)],
])("from %j comes %s", (source, slug) => {
  expect(suggestSlugs(source)[0]).toBe(slug);
});

test("whatever is typed, every suggestion keeps the rules", () => {
  for (const name of ["-- x --", "purged-1", "Ａｃｍｅ", "x", "東京", "a-".repeat(60), "null"]) {
    for (const slug of suggestSlugs({ name, email: "a@b-c.example" })) expect(slugProblem(slug), slug).toBeNull();
  }
});
