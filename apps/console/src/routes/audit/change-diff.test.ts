import { expect, test } from "vitest";
import { changesOf } from "./change-diff.ts";

test("only what differs is a change; what was added or taken away has one side", () => {
  const changes = [
    { path: "name", before: "Meridian", after: "Meridian Ltd" },
    { path: "owner", before: null, after: "Payments" },
    { path: "slug", before: "meridian", after: "meridian" },
    { path: "tier", before: 2, after: null },
  ];
  expect(changesOf(changes)).toEqual([
    { path: "name", before: "Meridian", after: "Meridian Ltd" },
    { path: "owner", before: undefined, after: "Payments" },
    { path: "tier", before: "2", after: undefined },
  ]);
});

test("lists are compared by what they hold", () => {
  expect(changesOf([{ path: "scopes", before: ["a"], after: ["a"] }])).toEqual([]);
});
