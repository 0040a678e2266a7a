import { expect, test } from "vitest";
import { nameFromEmail, slugOf } from "./suggest-slug.ts";

test.each([
  ["Meridian", "meridian"],
  ["Café Zürich & Söhne", "cafe-zurich-sohne"],
  ["  --Acme, Inc.  ", "acme-inc"],
  ["🚀🚀", ""],
  ["x".repeat(60), "x".repeat(48)],
])("%s has the address %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test.each([
  ["ines@meridian.example", "Meridian"],
  ["ines@mail.meridian.co.uk", "Meridian"],
  ["ines@gmail.com", ""],
  ["ines", ""],
])('%s suggests the name "%s"', (email, name) => {
  expect(nameFromEmail(email)).toBe(name);
});
