import { expect, it, vi } from "vitest";
import { createLogger, type LoggerOptions } from "./create-logger.ts";
import { doorTwin } from "./testing/door-twin.ts";

function logger(options: Partial<LoggerOptions> = {}) {
  const door = doorTwin();
  const base = { url: "https://plumbline.test", apiKey: "plb_live_1", service: "checkout-api", fetch: door.fetch };
  const log = createLogger({ ...base, ...options });
  const sent = async () => {
    await log.flush();
    return door.entries();
  };
  return { door, log, sent };
}

it("makes no entries below its level, which holds for children and can be changed while running", async () => {
  const { log, sent } = logger({ level: "warn" });
  const child = log.child({ tenant: "acme" });
  child.info("quiet");
  expect(child.isEnabled("info")).toBe(false);
  log.level = "trace";
  child.trace("heard");
  child.fatal("the end");
  expect(await sent()).toMatchObject([
    { body: "heard", severity: 1, severityText: "trace" },
    { body: "the end", severity: 21, severityText: "fatal" },
  ]);
});

it("carries the context of children and of the work at hand; what is said last counts", async () => {
  const traceId = "4BF92F3577B34DA6A3CE929D0E0E4736";
  const { log, sent } = logger({
    context: { region: "eu" },
    currentContext: () => ({ requestId: "r1", user: "u0", traceId, spanId: "00f067aa0ba902b7" }),
  });
  const child = log.child({ tenant: "acme", user: "u1" }).child({ cart: 7 }, "payments");
  child.info("paid", { cart: 8, amount: 12.5 });
  expect(await sent()).toEqual([
    expect.objectContaining({
      scope: "payments",
      traceId: traceId.toLowerCase(),
      spanId: "00f067aa0ba902b7",
      attributes: { tenant: "acme", "user.id": "u1", "request.id": "r1", region: "eu", cart: 8, amount: 12.5 },
    }),
  ]);
});

it("tells an error with its causes, however it is handed over", async () => {
  const { log, sent } = logger();
  const cause = Object.assign(new RangeError("no route to host"), { code: "EHOSTUNREACH" });
  const error = new Error("The card could not be charged", { cause });
  log.error(error);
  log.error("Payment failed", error);
  log.error("Payment failed", { error, cart: 7 });
  log.error("Payment failed", { err: "only a word" });
  const entries = await sent();
  expect(entries.map(({ body }) => body)).toEqual([
    "Error: The card could not be charged",
    ...Array(3).fill("Payment failed"),
  ]);
  for (const { attributes } of entries.slice(0, 3)) {
    expect(attributes).toMatchObject({
      "exception.type": "Error",
      "exception.message": "The card could not be charged",
      "exception.stacktrace": expect.stringMatching(
        /create-logger\.test\.ts[\s\S]*\nCaused by: RangeError: no route to host\n {4}at/,
      ),
    });
  }
  expect(entries[2]?.attributes.cart).toBe(7);
  expect(entries[3]?.attributes).toEqual({ "exception.type": "string", "exception.message": "only a word" });
});

it("knows where it was called, in development", async () => {
  const { log, sent } = logger({ callerLocation: true });
  function chargeCard() {
    log.child({}).info("charging");
    log.log("warn", "by its name");
  }
  chargeCard();
  const here = { "code.file.path": import.meta.filename, "code.function.name": "chargeCard" };
  const entries = await sent();
  expect(entries).toMatchObject([{ attributes: here }, { attributes: here }]);
  const [first, second] = entries.map(({ attributes }) => attributes["code.line.number"] as number);
  expect((second ?? 0) - (first ?? 0)).toBe(1);
});

it("writes lines for people, and JSON where there is nowhere to send to", () => {
  vi.useFakeTimers({ now: Date.parse("2026-11-21T14:07:02.114Z") });
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const pretty = createLogger({ service: "x", console: "pretty", print });
  pretty.warn("Slow answer", { tenant: "acme", took: "2.5 s", big: 2n ** 70n, password: "hunter2" });
  const coloured = createLogger({ service: "x", console: "pretty", colour: true, print });
  coloured.error(Object.assign(new Error("Gone"), { stack: "Error: Gone\n    at here" }));
  createLogger({ service: "x", print }).info("hello", { tenant: "acme" });
  vi.useRealTimers();
  expect(lines[0]).toBe(
    '14:07:02.114 warn  Slow answer tenant=acme took="2.5 s" big=1180591620717411303424 password="[redacted]"',
  );
  expect(lines[1]).toBe(
    "\u001b[90m14:07:02.114\u001b[0m \u001b[31merror\u001b[0m Error: Gone\n\u001b[90m  Error: Gone\n      at here\u001b[0m",
  );
  expect(JSON.parse(lines[2] ?? "")).toEqual({
    time: "2026-11-21T14:07:02.114Z",
    level: "info",
    message: "hello",
    tenant: "acme",
  });
});
