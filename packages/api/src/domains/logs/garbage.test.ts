import { request as open } from "node:http";
import { gzipSync } from "node:zlib";
import protobuf from "protobufjs/minimal.js";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../testing/start-test-server.ts";
import { type LogGround, makeLogGround } from "./testing/log-ground.ts";

let server: TestServer;
let ground: LogGround;
beforeAll(async () => {
  server = await startTestServer();
  ground = await makeLogGround(server);
});
afterAll(async () => await server.close());
beforeEach(async () => await ground.empty());

const protobufType = { "content-type": "application/x-protobuf" };

function otlp(...logRecords: object[]): string {
  return JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
}

const good = { body: { stringValue: "good" } };

/** What a sender is told by a batch that was taken. */
async function told(response: Response) {
  expect(response.status).toBe(200);
  const { partialSuccess } = (await response.json()) as {
    partialSuccess?: { rejectedLogRecords: string; errorMessage: string };
  };
  return partialSuccess;
}

async function bodies(): Promise<string[]> {
  return (await ground.stored()).map(({ body }) => body);
}

/** Nothing else is disturbed: the next batch at each door is taken. */
async function expectUndisturbed(): Promise<void> {
  const before = (await ground.stored()).length;
  expect((await ground.post("/v1/logs", otlp(good))).status).toBe(200);
  const line = await ground.post("/v1/logs/ndjson", '{"msg":"good"}\n');
  expect(await line.json()).toEqual({ accepted: 1, rejected: 0, message: null });
  expect((await ground.stored()).length).toBe(before + 2);
}

test("a batch without fault is answered by an empty message, in the encoding it came in", async () => {
  const json = await ground.post("/v1/logs", otlp(good));
  expect(json.headers.get("content-type")).toBe("application/json");
  expect(await json.text()).toBe("{}");
  const empty = await ground.post("/v1/logs", new Uint8Array(), protobufType);
  expect(empty.headers.get("content-type")).toBe("application/x-protobuf");
  expect([empty.status, (await empty.arrayBuffer()).byteLength]).toEqual([200, 0]);
});

test("a NUL, half a character and broken UTF-8 are stored as U+FFFD, and the sender is told", async () => {
  const partial = await told(
    await ground.post(
      "/v1/logs",
      otlp({ body: { stringValue: "a\u0000b" }, attributes: [{ key: "x\u0000", value: { stringValue: "\ud800" } }] }),
    ),
  );
  expect(partial).toMatchObject({ rejectedLogRecords: "0", errorMessage: expect.stringContaining("NUL") });
  const line = Buffer.concat([Buffer.from('{"msg":"c'), Buffer.from([0xff, 0xfe]), Buffer.from('d"}')]);
  expect(await (await ground.post("/v1/logs/ndjson", line)).json()).toMatchObject({
    accepted: 1,
    message: expect.stringContaining("not valid UTF-8"),
  });
  const [first, second] = await ground.stored();
  expect(first).toMatchObject({ body: "a\ufffdb", attributes: { "x\ufffd": "\ufffd" } });
  expect(second?.body).toBe("c\ufffd\ufffdd");
  await expectUndisturbed();
});

test("a line of a megabyte is cut and says so, ten thousand attributes become 256 and a count", async () => {
  const response = await ground.post("/v1/logs/ndjson", `{"msg":"${"x".repeat(1_048_576)}"}`);
  expect(await response.json()).toMatchObject({ accepted: 1, message: expect.stringContaining("262,144 characters") });
  const attributes = Array.from({ length: 10_000 }, (_, n) => ({ key: `a${n}`, value: { intValue: String(n) } }));
  const partial = await told(await ground.post("/v1/logs", otlp({ ...good, attributes })));
  expect(partial?.errorMessage).toContain("more than 256 attributes");
  const [long, wide] = await ground.stored();
  expect(long?.body).toMatch(/^x{262144}… \(cut: 786432 more characters\)$/);
  expect(Object.keys(wide?.attributes ?? {})).toHaveLength(257);
  expect(wide?.attributes).toMatchObject({ a255: 255, "plumbline.dropped_attributes": 9744 });
});

test("times in the year 1 and 9999 become the time of receipt; what was sent is kept", async () => {
  const year1 = "-62135596800000000000";
  const year9999 = "253402300799000000000";
  const partial = await told(
    await ground.post("/v1/logs", otlp({ ...good, timeUnixNano: year1 }, { ...good, timeUnixNano: year9999 })),
  );
  expect(partial?.errorMessage).toContain("2 times lay further back");
  await ground.post(
    "/v1/logs/ndjson",
    '{"msg":"old","time":"0001-01-01T00:00:00Z"}\n{"msg":"far","time":"9999-12-31T23:59:59Z"}',
  );
  const stored = await ground.stored();
  expect(stored.map(({ attributes }) => attributes["plumbline.original_time"])).toEqual([
    year1,
    year9999,
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
  ]);
  for (const { time } of stored) expect(Math.abs(Date.now() * 1000 - time)).toBeLessThan(60e6);
  const largest = protobuf.Writer.create().uint32(9).fixed64("18446744073709551615").finish();
  expect((await ground.post("/v1/logs", request(new Uint8Array(largest)), protobufType)).status).toBe(200);
  expect(await ground.stored()).toHaveLength(5);
});

/** A message as the only field of another: resource logs and scope logs have theirs under 2, the request under 1. */
function wrap(inner: Uint8Array, tag = 18): Uint8Array {
  return protobuf.Writer.create().uint32(tag).bytes(inner).finish();
}

function request(record: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(wrap(wrap(wrap(record)), 10));
}

test("negative durations, NaN and numbers beyond 2^53 are stored as what they are", async () => {
  const time = BigInt(Date.now()) * 1_000_000n + 123_457n;
  await ground.post(
    "/v1/logs/ndjson",
    `{"msg":"m","duration_ms":-12.5,"time":${time},"order":{"id":9007199254740993}}`,
  );
  const attributes = [
    { key: "nan", value: { doubleValue: "NaN" } },
    { key: "long", value: { intValue: "-9223372036854775808" } },
    { key: "bare", value: { intValue: 0 } },
  ];
  // A JSON number beyond 2^53, as some exporters write what should be a text.
  const sent = otlp({ ...good, attributes, severityNumber: 99 }).replace('"intValue":0', '"intValue":9007199254740995');
  await ground.post("/v1/logs", sent);
  const long = new Uint8Array([24, ...Array(8).fill(0xff), 0x7f]);
  const pair = protobuf.Writer.create().uint32(10).string("long").uint32(18).bytes(long).finish();
  await ground.post("/v1/logs", request(protobuf.Writer.create().uint32(50).bytes(pair).finish()), protobufType);
  const [first, second, third] = await ground.stored();
  expect(first).toMatchObject({ time: Number(time / 1000n), timeNanos: 457 });
  expect(first?.attributes).toEqual({ duration_ms: -12.5, order: { id: 9_007_199_254_740_993n } });
  expect(second).toMatchObject({ severity: 0 });
  expect(second?.attributes).toEqual({
    nan: "NaN",
    long: -9_223_372_036_854_775_808n,
    bare: 9_007_199_254_740_995n,
  });
  expect(third?.attributes).toEqual({ long: 9_223_372_036_854_775_807n });
});

test("a body of which no line is an entry is refused whole, and says what is wanted", async () => {
  const answer = await ground.post("/v1/logs/ndjson", "hello\n[1]\n");
  expect(answer.status).toBe(400);
  expect(await answer.text()).toMatch(
    /No line of it is a log entry.*1 refused: not valid JSON \(line 1\)\. 1 refused: not a JSON object \(line 2\).*one JSON object per line/s,
  );
  expect(await ground.stored()).toEqual([]);
  await expectUndisturbed();
});

test("what is no entry is refused with its reason, and the others of its batch are stored", async () => {
  const lines = ['{"msg":"one"}', "not json", "[1]", '{"msg":"two","time":"yesterday"}', "", '{"msg":"three"}'].join(
    "\n",
  );
  expect(await (await ground.post("/v1/logs/ndjson", lines)).json()).toEqual({
    accepted: 2,
    rejected: 3,
    message:
      "1 refused: not valid JSON (line 2). 1 refused: not a JSON object (line 3). 1 refused: “yesterday” is no time (ISO 8601, or a number since 1970) (line 4).",
  });
  const deep = JSON.parse(`${'{"arrayValue":{"values":['.repeat(40)}{"intValue":"1"}${"]}}".repeat(40)}`);
  const partial = await told(
    await ground.post("/v1/logs", otlp({ body: deep }, good, { ...good, timeUnixNano: "soon" })),
  );
  expect(partial?.rejectedLogRecords).toBe("2");
  expect(partial?.errorMessage).toContain("more than 16 deep");
  expect(partial?.errorMessage).toContain("timeUnixNano is no number of nanoseconds");
  expect(await bodies()).toEqual(["one", "three", "good"]);
});

test("JSON that is no OTLP is refused with the door that would take it; a request without entries is taken", async () => {
  const line = await ground.post("/v1/logs", '{"message":"hi"}');
  expect([line.status, await line.json()]).toEqual([
    400,
    { code: 3, message: expect.stringMatching(/No resourceLogs .*plain lines go to \/v1\/logs\/ndjson/s) },
  ]);
  for (const none of ['{"resourceLogs":[]}', "{}"]) {
    const taken = await ground.post("/v1/logs", none);
    expect([taken.status, await taken.text()]).toEqual([200, "{}"]);
  }
  expect(await bodies()).toEqual([]);
});

test("a list that is none is refused with the place where it stands, and nothing beside it is stored", async () => {
  const scope = { logRecords: [good] };
  const refused = async (resourceLogs: unknown) => {
    const answer = await ground.post("/v1/logs", JSON.stringify({ resourceLogs }));
    return [answer.status, ((await answer.json()) as { message: string }).message];
  };
  for (const [request, words] of [
    ["x", "resourceLogs must be a list, and is a text."],
    [[{ scopeLogs: [scope] }, { scopeLogs: 5 }], "resourceLogs[1].scopeLogs must be a list, and is a number."],
    [
      [{ scopeLogs: [scope, { logRecords: "abc" }] }],
      "resourceLogs[0].scopeLogs[1].logRecords must be a list, and is a text.",
    ],
    [[{ scopeLogs: [scope] }, null], "resourceLogs[1] must be an object, and is null."],
    [[{ scopeLogs: [[scope]] }], "resourceLogs[0].scopeLogs[0] must be an object, and is a list."],
    [[{ resource: { attributes: {} }, scopeLogs: [scope] }], "attributes that are no list."],
  ] as const)
    expect(await refused(request)).toEqual([400, expect.stringContaining(words)]);
  expect(await bodies()).toEqual([]);
  const partial = await told(await ground.post("/v1/logs", otlp(good, { ...good, attributes: "x" })));
  expect(partial).toEqual({ rejectedLogRecords: "1", errorMessage: "1 refused: attributes that are no list." });
  await expectUndisturbed();
});

test("ids that cannot be stored are told, and their entries are stored without them", async () => {
  const ids = { traceId: "0AF7651916CD43DD8448EB211C80319C", spanId: "b7ad6b7169203331" };
  const partial = await told(
    await ground.post(
      "/v1/logs",
      otlp(
        { ...good, ...ids },
        { ...good, ...ids, traceId: "zz" },
        { ...good, traceId: 5, spanId: "x".repeat(100_000) },
        { ...good, traceId: "", spanId: "0".repeat(16) },
      ),
    ),
  );
  expect(partial?.rejectedLogRecords).toBe("0");
  expect(partial?.errorMessage).toBe(
    "2 trace ids (traceId) were not 16 bytes, 32 hexadecimal digits in JSON; the entries were stored without them. " +
      "1 span ids (spanId) were not 8 bytes, 16 hexadecimal digits in JSON; the entries were stored without them.",
  );
  const { traceId, spanId } = { ...ids, traceId: ids.traceId.toLowerCase() };
  expect((await ground.stored()).map((entry) => [entry.traceId, entry.spanId])).toEqual(
    expect.arrayContaining([
      [traceId, spanId],
      [null, spanId],
      [null, null],
    ]),
  );
  // A protobuf record with a trace id of three bytes.
  const short = protobuf.Writer.create().uint32(74).bytes(Buffer.from("abc")).finish();
  const answer = await ground.post("/v1/logs", request(short), protobufType);
  expect([answer.status, Buffer.from(await answer.arrayBuffer()).toString()]).toEqual([
    200,
    expect.stringContaining("1 trace ids (traceId) were not 16 bytes"),
  ]);
  expect(await bodies()).toHaveLength(5);
});

test("no part of an entry and of where it comes from is stored with a card, an address or a token in it", async () => {
  const card = "4242424242424242";
  const secret = `of ada@example.com ${card}`;
  const text = { stringValue: secret };
  const record = {
    body: text,
    severityText: secret,
    eventName: secret,
    attributes: [
      { key: secret, value: { boolValue: true } },
      { key: "ada@example.com", value: { intValue: "1" } },
      { key: "bob@example.com", value: { intValue: "2" } },
      { key: "number", value: { intValue: card } },
      { key: "double", value: { doubleValue: Number(card) } },
      { key: "long", value: { intValue: "6304000000000000000" } },
      { key: "nested", value: { kvlistValue: { values: [{ key: secret, value: { intValue: card } }] } } },
      { key: "order", value: { intValue: "4242424242424243" } },
      { key: "tenant", value: text },
    ],
  };
  const resource = { attributes: [{ key: "service.name", value: text }] };
  const scope = { name: secret, version: secret, attributes: [{ key: secret, value: { intValue: card } }] };
  const request = { resourceLogs: [{ resource, scopeLogs: [{ scope, logRecords: [record] }] }] };
  expect((await ground.post("/v1/logs", JSON.stringify(request))).status).toBe(200);
  const plain = { message: secret, service: secret, level: secret, event_name: secret, [secret]: Number(card) };
  expect((await ground.post("/v1/logs/ndjson", JSON.stringify(plain))).status).toBe(200);
  const stored = await ground.stored();
  const hidden = "of [email] [card]";
  expect(stored[0]).toMatchObject({
    body: hidden,
    severityText: hidden,
    eventName: hidden,
    tenant: hidden,
    source: { service: hidden, scope: hidden },
    attributes: {
      [hidden]: true,
      "[email]": 1,
      "[email] 2": 2,
      number: "[card]",
      double: "[card]",
      nested: { [hidden]: "[card]" },
      order: 4242424242424243,
    },
  });
  expect(stored[1]).toMatchObject({
    eventName: hidden,
    source: { service: hidden },
    attributes: { [hidden]: "[card]" },
  });
  const all = JSON.stringify(stored, (_, value) => (typeof value === "bigint" ? String(value) : value));
  expect(all).not.toMatch(/example\.com|4242424242424242|6304000000000000000/);
});

test("protobuf bombs: lying lengths, endless nesting, millions of empty records", async () => {
  const post = async (bytes: Uint8Array<ArrayBuffer>) => await ground.post("/v1/logs", bytes, protobufType);
  const lying = await post(new Uint8Array([10, 0xff, 0xff, 0xff, 0x7f, 1]));
  expect(lying.status).toBe(400);
  expect(Buffer.from(await lying.arrayBuffer()).toString()).toContain("is no ExportLogsServiceRequest in protobuf");
  let nested = protobuf.Writer.create().uint32(10).string("in").finish();
  for (let n = 0; n < 2000; n += 1) nested = wrap(wrap(nested, 10), 42);
  expect((await post(request(wrap(nested, 42)))).status).toBe(200);
  const empties = Buffer.alloc(1_000_000, Buffer.from([18, 0]));
  expect((await post(new Uint8Array(wrap(wrap(empties), 10)))).status).toBe(413);
  const manyValues = Buffer.alloc(400_000, Buffer.from([10, 0]));
  expect((await post(request(wrap(wrap(manyValues, 42), 42)))).status).toBe(200);
  expect(await bodies()).toEqual([]);
  await expectUndisturbed();
});

test("gzip bombs are given up at the limit, and what is not gzip is said to be none", async () => {
  const gzip = { "content-encoding": "gzip" };
  const bomb = await ground.post("/v1/logs/ndjson", gzipSync(Buffer.alloc(64 * 1024 * 1024)), gzip);
  expect([bomb.status, await bomb.text()]).toEqual([413, expect.stringContaining("inflates to more than 16 MiB")]);
  const none = await ground.post("/v1/logs", otlp(good), gzip);
  expect([none.status, await none.text()]).toEqual([400, expect.stringContaining("says gzip, and the body is not")]);
  expect((await ground.post("/v1/logs", "x".repeat(17 * 1024 * 1024))).status).toBe(413);
  const whole = gzipSync(otlp(good));
  const cut = await ground.post("/v1/logs", whole.subarray(0, whole.length / 2), gzip);
  expect([cut.status, await cut.text()]).toEqual([
    400,
    expect.stringContaining("says gzip, and the body ends too early"),
  ]);
  const squeezed = await ground.post("/v1/logs", whole, gzip);
  expect(squeezed.status).toBe(200);
  await expectUndisturbed();
});

test("other types, other credentials and other scopes are refused in OTLP's own words", async () => {
  const refused = await ground.post("/v1/logs", "<xml/>", { "content-type": "text/xml" });
  expect([refused.status, await refused.json()]).toEqual([
    415,
    { code: 3, message: expect.stringContaining("application/x-protobuf and application/json") },
  ]);
  const nobody = await fetch(`${server.url}/v1/logs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: otlp(good),
  });
  expect([nobody.status, await nobody.json()]).toEqual([
    401,
    { code: 16, message: expect.stringContaining("API key") },
  ]);
  const other = await makeLogGround(server, ["workspace:read"]);
  const forbidden = await other.post("/v1/logs", otlp(good));
  expect([forbidden.status, await forbidden.json()]).toEqual([
    403,
    { code: 7, message: expect.stringContaining("logs:write") },
  ]);
  expect((await ground.post("/v1/logs", "{nonsense")).status).toBe(400);
});

/** Promises a body and sends only its beginning. @returns what is answered meanwhile, and how to end it */
async function promise(token: string, headers: Record<string, string | number>, beginning: string) {
  const sent = open(`${server.url}/v1/logs/ndjson`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
  sent.on("error", () => {});
  const status = new Promise<number>((resolve) => sent.on("response", ({ statusCode }) => resolve(statusCode ?? 0)));
  await new Promise<void>((resolve) => sent.write(beginning, () => resolve()));
  return { status, end: () => sent.destroy() };
}

test("who may not send is told before his body comes; bodies that are promised and never come keep nobody out", async () => {
  const stranger = await makeLogGround(server, ["logs:read"]);
  const zipped = { "content-encoding": "gzip", "content-length": 1000 };
  const refused = await promise(stranger.apiKey, zipped, "\u001f");
  expect(await refused.status).toBe(403);
  refused.end();
  const other = await makeLogGround(server);
  const whole = { "content-length": 16 * 1024 * 1024 };
  const slow = await Promise.all(
    Array.from({ length: 60 }, async (_, n) => await promise(other.apiKey, n % 2 ? zipped : whole, "{")),
  );
  await expectUndisturbed();
  for (const { end } of slow) end();
});
