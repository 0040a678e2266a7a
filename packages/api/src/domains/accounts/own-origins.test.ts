import { expect, test } from "vitest";
import { ownOrigins } from "./own-origins.ts";

test("this machine is ours under both of its names", () => {
  const both = ["http://localhost:4000", "http://127.0.0.1:4000"];
  expect(ownOrigins({ publicUrl: "http://localhost:4000", port: 4000 }).sort()).toEqual([...both].sort());
  expect(ownOrigins({ publicUrl: "http://127.0.0.1:4000", port: 4000 }).sort()).toEqual([...both].sort());
});

test("with a public address nothing else is", () => {
  expect(ownOrigins({ publicUrl: "https://ops.meridian.example", port: 4000 })).toEqual([
    "https://ops.meridian.example",
  ]);
});
