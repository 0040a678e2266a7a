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

test.each([
  ["22P02", 'invalid input syntax for type uuid: "https://hooks.example/T0/a secret"'],
  ["22007", 'invalid input syntax for type date: "a "quoted" a secret\nof lines"'],
  ["42601", 'syntax error in tsquery: "a secret"'],
])("what Postgres quotes of the input is not logged, its code %s is", (code, message) => {
  const error = new DrizzleQueryError("select $1", ["a secret"], Object.assign(new Error(message), { code }));
  for (const one of [error, error.cause as Error]) {
    const logged = JSON.stringify(serializeError(one));
    expect(logged).toContain(code);
    expect(logged).toMatch(/syntax .*\[not logged\]/);
    expect(logged).not.toMatch(/a secret|quoted|of lines|hooks/);
  }
});
