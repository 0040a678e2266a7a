import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createLogger, type LoggerOptions } from "../create-logger.ts";
import { doorTwin } from "../testing/door-twin.ts";

let problems: string[];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-21T14:07:02.114Z") });
  problems = [];
});
afterEach(() => vi.useRealTimers());

function loggerTo(door: ReturnType<typeof doorTwin>, options: Partial<LoggerOptions> = {}) {
  return createLogger({
    url: "https://plumbline.test/",
    apiKey: "plb_live_1",
    service: "checkout-api",
    environment: "production",
    fetch: door.fetch,
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
}

const status = (code: number, headers: Record<string, string> = {}, body: unknown = {}) => {
  return () => Response.json(body, { status: code, headers });
};

it("gathers for the interval, and says who it is once per batch", async () => {
  const door = doorTwin();
  const log = loggerTo(door);
  log.info("one");
  await vi.advanceTimersByTimeAsync(900);
  log.info("two");
  expect(door.requests).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(100);
  expect(door.requests).toHaveLength(1);
  expect(door.requests[0]).toMatchObject({
    authorization: "Bearer plb_live_1",
    resource: { "service.name": "checkout-api", "deployment.environment.name": "production" },
    entries: [
      { body: "one", severity: 9, severityText: "info", timeUnixNano: "1795270022114000000" },
      { body: "two", timeUnixNano: "1795270023014000000" },
    ],
  });
  expect(log.status).toMatchObject({ delivered: 2, waiting: 0, problem: null });
});

it("goes out at once when enough has gathered, by number or by size, and on an error", async () => {
  const door = doorTwin();
  const log = loggerTo(door, { batchEntries: 3, batchBytes: 4000 });
  for (const body of ["a", "b", "c"]) log.info(body);
  await vi.advanceTimersByTimeAsync(0);
  expect(door.entries().map(({ body }) => body)).toEqual(["a", "b", "c"]);
  log.info("x".repeat(4000));
  await vi.advanceTimersByTimeAsync(0);
  expect(door.requests).toHaveLength(2);
  log.info("before");
  log.error("broken");
  log.error("broken again");
  await vi.advanceTimersByTimeAsync(0);
  expect(door.requests[2]?.entries.map(({ body }) => body)).toEqual(["before", "broken", "broken again"]);
});

it("tries the same batch under the same key until it is stored, with growing waits", async () => {
  const door = doorTwin();
  door.willAnswer(
    () => Promise.reject(new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } })),
    status(503),
  );
  const log = loggerTo(door, { retryBaseMs: 1000 });
  log.error("broken");
  await vi.advanceTimersByTimeAsync(499);
  expect(door.requests).toHaveLength(1);
  expect(log.status).toMatchObject({ waiting: 1, retrying: true });
  expect(problems).toEqual([
    "Entries wait to be sent: https://plumbline.test/v1/logs could not be reached: ECONNREFUSED.",
  ]);
  await vi.advanceTimersByTimeAsync(501);
  expect(door.requests).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(2000);
  expect(door.requests).toHaveLength(3);
  expect(new Set(door.requests.map(({ key }) => key)).size).toBe(1);
  expect(new Set(door.requests.map(({ body }) => body)).size).toBe(1);
  log.error("another");
  await vi.advanceTimersByTimeAsync(0);
  expect(door.requests[3]?.key).not.toBe(door.requests[0]?.key);
  expect(log.status).toMatchObject({ delivered: 2, waiting: 0, retrying: false, problem: null });
});

it("waits as Retry-After says, also when it is asked to hurry", async () => {
  const door = doorTwin();
  door.willAnswer(status(429, { "retry-after": "7" }, { message: "The daily limit is reached." }));
  const log = loggerTo(door);
  log.error("broken");
  await vi.advanceTimersByTimeAsync(0);
  const left = log.flush(2000);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await left).toBe(1);
  expect(problems[0]).toContain("429 The daily limit is reached.");
  await vi.advanceTimersByTimeAsync(4990);
  expect(door.requests).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10);
  expect(door.requests).toHaveLength(2);
});

it("ends a wait early when flushed, and gives up on an answer that does not come", async () => {
  const door = doorTwin();
  door.willAnswer(status(500));
  const log = loggerTo(door, { retryBaseMs: 20_000 });
  log.error("broken");
  await vi.advanceTimersByTimeAsync(0);
  expect(await log.flush()).toBe(0);
  expect(door.requests).toHaveLength(2);

  const silent = vi.fn<typeof fetch>((_, init) => {
    return new Promise((_resolve, reject) => {
      init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
    });
  });
  const unheard = loggerTo(door, { fetch: silent, timeoutMs: 3000, retryBaseMs: 100 });
  unheard.error("broken");
  await vi.advanceTimersByTimeAsync(3100);
  expect(silent).toHaveBeenCalledTimes(2);
  expect(problems.at(-1)).toContain("no answer within 3000 ms");
});

it("stays within its memory: the quietest and oldest go first, and an entry tells how many", async () => {
  const door = doorTwin();
  let open = () => {};
  door.willAnswer(() => new Promise((resolve) => (open = () => resolve(Response.json({})))));
  const log = loggerTo(door, { maxBufferEntries: 4, level: "debug" });
  log.error("on its way");
  await vi.advanceTimersByTimeAsync(0);
  for (const body of ["d1", "d2"]) log.debug(body);
  for (const body of ["i1", "i2", "i3"]) log.info(body);
  log.error("grave");
  log.debug("no room for the quietest");
  expect(log.status).toMatchObject({ waiting: 5, dropped: 3 });
  open();
  await vi.advanceTimersByTimeAsync(0);
  expect(door.requests[1]?.entries).toMatchObject([
    {
      body: "3 log entries were lost before this one: the logger's buffer was full, or the server refused them.",
      severity: 13,
      attributes: { "plumbline.dropped.count": 3, "plumbline.dropped.debug": 3 },
    },
    { body: "i1" },
    { body: "i2" },
    { body: "i3" },
    { body: "grave" },
  ]);
});

it("counts by size too, and never grows beyond it", () => {
  const door = doorTwin();
  const log = loggerTo(door, { maxBufferBytes: 20_000, batchBytes: 1_000_000 });
  for (let index = 0; index < 1000; index += 1) log.info("x".repeat(1000));
  expect(log.status?.waiting).toBeLessThan(20);
  expect(log.status).toMatchObject({ dropped: 1000 - (log.status?.waiting ?? 0) });
});

it("tells of what the server refuses, and cuts in half what is too large", async () => {
  const door = doorTwin();
  door.willAnswer(
    status(413),
    status(200),
    status(200, {}, { partialSuccess: { rejectedLogRecords: "1", errorMessage: "Its time is in the year 9999." } }),
    status(400, {}, { message: "No body." }),
  );
  const log = loggerTo(door);
  for (const body of ["a", "b", "c"]) log.info(body);
  await log.flush();
  expect(door.requests.map(({ entries }) => entries.map(({ body }) => body))).toEqual([
    ["a", "b", "c"],
    ["a", "b"],
    ["c"],
  ]);
  expect(log.status).toMatchObject({ delivered: 2, refused: 1 });
  log.info("d");
  await log.flush();
  log.info("e");
  await log.flush();
  expect(problems).toEqual([
    "Plumbline refused an entry: 200 Its time is in the year 9999.",
    "Plumbline refused an entry: 400 No body.",
  ]);
  expect(door.requests.at(-1)?.entries).toMatchObject([{ attributes: { "plumbline.dropped.info": 1 } }, { body: "e" }]);
});

it("keeps entries while the key is refused, and asks again every half minute", async () => {
  const door = doorTwin();
  door.willAnswer(status(401, {}, { message: "The key was revoked." }));
  const log = loggerTo(door);
  log.error("broken");
  await vi.advanceTimersByTimeAsync(29_000);
  expect(door.requests).toHaveLength(1);
  expect(problems).toEqual([
    "Plumbline refused the key (401 The key was revoked). It needs the scope logs:write; entries wait meanwhile.",
  ]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(door.requests).toHaveLength(2);
  expect(log.status).toMatchObject({ waiting: 0, delivered: 1 });
});

it("never throws into the app, whatever listens or fails", async () => {
  const log = loggerTo(doorTwin(), {
    fetch: () => {
      throw new TypeError("no fetch here");
    },
    onProblem: () => {
      throw new TypeError("nor here");
    },
    currentContext: () => {
      throw new TypeError("nor there");
    },
  });
  expect(() => log.error("broken")).not.toThrow();
  expect(() => createLogger({ service: "x", url: "ftp://x", apiKey: "y" })).toThrow("is not an http address");
  expect(() => createLogger({ service: "x", url: "https://x" })).toThrow("a url but no apiKey");
});
