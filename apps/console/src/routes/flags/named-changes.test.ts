import { expect, it } from "vitest";
import { namedChanges } from "./named-changes.ts";

it("says who owns a flag and which service it is of, also when they are gone", () => {
  const changes = [
    { path: "ownerUserId", before: "u1", after: "u2" },
    { path: "serviceId", before: null, after: "s1" },
    { path: "name", before: "u1", after: "Checkout" },
  ];
  expect(namedChanges(changes, { u2: "Zoe Lane", s1: "Checkout API" })).toEqual([
    { path: "owner", before: "somebody who left", after: "Zoe Lane" },
    { path: "service", before: null, after: "Checkout API" },
    { path: "name", before: "u1", after: "Checkout" },
  ]);
});
