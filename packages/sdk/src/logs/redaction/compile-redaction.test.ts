import { expect, it } from "vitest";
import { toPlainValue } from "../values/to-plain-value.ts";
import { defaultValueLimits } from "../values/value-limits.ts";
import { compileRedaction, type RedactionOptions } from "./compile-redaction.ts";

const redact = (value: unknown, options?: RedactionOptions) => {
  return toPlainValue(value, [], defaultValueLimits, compileRedaction(options));
};

it("censors secrets by their names wherever they stand, and leaves the app's own object alone", () => {
  const given = { user: { Password: "hunter2", name: "Ada" }, headers: [{ "Set-Cookie": "a=b" }], api_key: { x: 1 } };
  expect(redact(given)).toEqual({
    user: { Password: "[redacted]", name: "Ada" },
    headers: [{ "Set-Cookie": "[redacted]" }],
    api_key: "[redacted]",
  });
  expect(given.user.Password).toBe("hunter2");
  expect(redact({ "http.request.header.authorization": "Basic abc" })).toEqual({
    "http.request.header.authorization": "[redacted]",
  });
  const named = [
    "x-api-key",
    "auth_token",
    "pwd",
    "userPassword",
    "AWS_SECRET_ACCESS_KEY",
    "csrf-token",
    "proxy-authorization",
  ];
  for (const name of named) expect(redact({ [name]: "hunter2" }), name).toEqual({ [name]: "[redacted]" });
  const harmless = { token_count: 7, prompt_tokens: 8, secretary: "Eve", passed: true, cookies: 3 };
  expect(redact(harmless)).toEqual(harmless);
  expect(redact({ password: "sent as it is" }, { secrets: false })).toEqual({ password: "sent as it is" });
});

it("censors by path: exact, one level, any level", () => {
  const given = {
    user: { mail: "a", home: { mail: "b" } },
    mail: "c",
    list: [{ ssn: "d" }],
    deep: { er: { pin: "e" } },
  };
  expect(redact(given, { paths: ["user.mail", "list.*.ssn", "**.pin"] })).toEqual({
    user: { mail: "[redacted]", home: { mail: "b" } },
    mail: "c",
    list: [{ ssn: "[redacted]" }],
    deep: { er: { pin: "[redacted]" } },
  });
  expect(() => compileRedaction({ paths: ["user..mail"] })).toThrow("has an empty part");
  expect(() => compileRedaction({ patterns: ["mail" as "email"] })).toThrow("No redaction pattern is called “mail”");
});

it.each([
  ["paid with 4242 4242 4242 4242 today", "paid with [card] today"],
  ["order 4242424242424243 is no card", "order 4242424242424243 is no card"],
  ["sent Bearer abcdef.ghijkl", "sent [token]"],
  ["key plb_live_abcdefgh12345678", "key [token]"],
  ["jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln x", "jwt [token] x"],
  ["ghp_abcdefghijklmnopqrstuvwx leaked", "[token] leaked"],
  ["-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----", "[token]"],
])("finds in %j what it must", (text, expected) => {
  expect(redact(text)).toBe(expected);
});

it("finds what the app asks for, counts it, and lets no half of a token through a cut", () => {
  const redaction = compileRedaction({ patterns: ["email", { name: "iban", find: /\bDE\d{20}\b/ }] });
  expect(redaction.text("ada.l@example.co.uk paid DE02120300000000202051 twice DE02120300000000202051", 200)).toBe(
    "[email] paid [iban] twice [iban]",
  );
  expect(redaction.count).toBe(3);
  const cut = compileRedaction().text(`${"x".repeat(90)} ghp_${"a".repeat(36)}`, 100);
  expect(cut).toMatch(/^x{90} \[token\]/);
});

// By the test's own limit: these take a few milliseconds each, and one quadratic step would take a minute.
it.each(["a", "eyJ-", "1 ", "a@a.", "-----BEGIN PRIVATE KEY-----"])(
  "reads a hostile text of %j in time to its length",
  (piece) => {
    const text = piece.repeat(131_072 / piece.length);
    expect(compileRedaction({ patterns: ["email", "card", "token"] }).text(text, 131_072)).toEqual(expect.any(String));
  },
  20_000,
);

it("finds what stands in an address or a header", () => {
  expect(redact("postgres://bob:s3cr3t@localhost/db as Basic Ym9iOnMzY3JldA== failed")).toBe(
    "postgres://[token]@localhost/db as [token] failed",
  );
  const harmless = "basic authentication at http://localhost:8080/a@b";
  expect(redact(harmless)).toBe(harmless);
});
