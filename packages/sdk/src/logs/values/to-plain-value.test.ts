import { createContext, runInContext } from "node:vm";
import { expect, it } from "vitest";
import { compileRedaction } from "../redaction/compile-redaction.ts";
import { describeError } from "./describe-error.ts";
import { toPlainValue } from "./to-plain-value.ts";
import { defaultValueLimits } from "./value-limits.ts";

const plain = (value: unknown, limits = {}) => {
  return toPlainValue(value, [], { ...defaultValueLimits, ...limits }, compileRedaction());
};

it("copes with everything that JSON does not", () => {
  const circle: Record<string, unknown> = { name: "a", twice: { x: 1 } };
  circle.self = circle;
  circle.again = circle.twice;
  expect(plain(circle)).toEqual({ name: "a", twice: { x: 1 }, self: "(circular)", again: { x: 1 } });
  expect(
    plain({
      big: 2n ** 64n,
      nan: Number.NaN,
      at: new Date(0),
      never: new Date("x"),
      map: new Map<unknown, unknown>([[{}, new Set([1])]]),
      bytes: new Uint8Array(3),
      named: function pay() {},
      sign: Symbol("s"),
      nothing: undefined,
      none: null,
      link: new URL("https://a.test/b"),
      json: { toJSON: () => ({ as: "asked" }) },
    }),
  ).toEqual({
    big: 2n ** 64n,
    nan: "NaN",
    at: "1970-01-01T00:00:00.000Z",
    never: "(invalid date)",
    map: { "[object Object]": [1] },
    bytes: "(3 bytes)",
    named: "(function pay)",
    sign: "Symbol(s)",
    none: null,
    link: "https://a.test/b",
    json: { as: "asked" },
  });
});

it("survives getters, toJSON and proxies that throw, and a key that would be a prototype", () => {
  const hostile = {
    ok: 1,
    get bad() {
      throw new TypeError("not now");
    },
    json: {
      toJSON() {
        throw new TypeError("nor so");
      },
    },
    proxy: new Proxy({}, { ownKeys: () => [].at(0) as never }),
  };
  expect(plain(hostile)).toEqual({
    ok: 1,
    bad: "(unreadable: not now)",
    json: "(unreadable: nor so)",
    proxy: expect.stringContaining("(unreadable: "),
  });
  const read = plain(JSON.parse('{"__proto__": {"admin": true}}')) as object;
  expect(Object.keys(read)).toEqual(["__proto__"]);
  expect("admin" in read).toBe(false);
});

it("cuts what is huge, and says so in its place", () => {
  expect(plain("x".repeat(20_000))).toBe(`${"x".repeat(16_384)}… (cut: 3616 more characters)`);
  expect(plain([1, 2, 3], { width: 2 })).toEqual([1, 2, "(cut: 1 more)"]);
  expect(plain({ a: 1, b: 2, c: 3 }, { width: 1 })).toEqual({ a: 1, "(cut)": "2 more keys" });
  expect(plain({ a: { b: { c: 1 } } }, { depth: 1 })).toEqual({ a: { b: "(cut: too deep)" } });
  const wide = Array.from({ length: 200 }, () => Array.from({ length: 200 }, () => ({ deep: [1] })));
  expect(JSON.stringify(plain(wide)).length).toBeLessThan(40_000 + 2000 * 20);
});

it("describes whatever was thrown", () => {
  const loop = new Error("loop");
  loop.cause = loop;
  expect(describeError(loop)["exception.stacktrace"]).toContain("Caused by: (the same error again)");
  const several = new AggregateError([new Error("first"), "second"], "All failed");
  expect(describeError(several)["exception.stacktrace"]).toMatch(
    /Error 1 of 2: Error: first[\s\S]*Error 2 of 2: second/,
  );
  const coded = Object.assign(new TypeError("refused"), { code: "E1", status: 502 });
  expect(describeError(coded)).toMatchObject({
    "exception.type": "TypeError",
    "exception.properties": { code: "E1", status: 502 },
  });
  const foreign: unknown = runInContext("new RangeError('elsewhere')", createContext());
  expect(describeError(foreign)).toMatchObject({ "exception.type": "RangeError", "exception.message": "elsewhere" });
  expect(describeError({ reason: "none" })).toMatchObject({ "exception.properties": { reason: "none" } });
  expect(describeError(undefined)["exception.message"]).toContain("no Error: undefined");
});
