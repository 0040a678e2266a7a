import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { serializeError } from "./log.ts";

test("a failed query is logged with its text and its cause, never with its values", () => {
  const cause = Object.assign(new Error("duplicate key value"), {
    code: "23505",
    detail: "Key (email)=(ines@meridian.example)",
  });
  const error = new DrizzleQueryError(
    "insert into users values ($1, $2)",
    ["ines@meridian.example", "a secret\nof two lines"],
    cause,
  );
  const logged = JSON.stringify(serializeError(error));
  expect(logged).toContain("insert into users");
  expect(logged).toContain("duplicate key value");
  expect(logged).toContain("23505");
  expect(logged).not.toMatch(/ines@|a secret|two lines/);
});
