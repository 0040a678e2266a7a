import { OTLPLogExporter as JsonExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPLogExporter as ProtobufExporter } from "@opentelemetry/exporter-logs-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../testing/eventually.ts";
import { startTestServer, type TestServer } from "../../testing/start-test-server.ts";
import { type LogGround, makeLogGround } from "./testing/log-ground.ts";

let server: TestServer;
let ground: LogGround;
beforeAll(async () => {
  server = await startTestServer();
  ground = await makeLogGround(server);
});
afterAll(async () => await server.close());

const trace = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331", traceFlags: 1 };

/** A context that carries this span, as a tracing SDK would make it. */
function contextOf() {
  const values = new Map<symbol, unknown>();
  const spanKey = Symbol.for("OpenTelemetry Context Key SPAN");
  values.set(spanKey, { spanContext: () => trace });
  return { getValue: (key: symbol) => values.get(key), setValue: () => contextOf(), deleteValue: () => contextOf() };
}

test.each([
  ["otlp-json", JsonExporter, "none"],
  ["otlp-json", JsonExporter, "gzip"],
  ["otlp-protobuf", ProtobufExporter, "none"],
  ["otlp-protobuf", ProtobufExporter, "gzip"],
] as const)("the stock exporter (%s) delivers every field as sent", async (_door, Exporter, compression) => {
  await ground.empty();
  const exporter = new Exporter({
    url: `${server.url}/v1/logs`,
    headers: { authorization: `Bearer ${ground.apiKey}` },
    compression: compression as never,
  });
  const provider = new LoggerProvider({
    resource: resourceFromAttributes({ "service.name": "checkout", "host.cpus": 2 }),
    processors: [new BatchLogRecordProcessor({ exporter } as never)],
  });
  const seconds = Math.floor(Date.now() / 1000);
  const logger = provider.getLogger("payments", "1.2.3", { schemaUrl: "https://example.com/schema" });
  logger.emit({
    timestamp: [seconds, 123_456_789],
    observedTimestamp: [seconds, 223_456_789],
    severityNumber: 17,
    severityText: "ERROR",
    eventName: "payment.failed",
    body: { card: "declined", tries: [1, 2] },
    attributes: {
      "user.id": "u_1",
      "http.response.status_code": 402,
      ratio: 0.25,
      negative: -5,
      large: Number.MAX_SAFE_INTEGER,
      ok: false,
      tags: ["a", "ü🙂"],
      nested: { deep: { er: true } },
      bytes: new Uint8Array([1, 2, 255]),
      tenant: "acme",
    },
    context: contextOf() as never,
  });
  logger.emit({ timestamp: [seconds, 0], body: "plain" });
  await provider.forceFlush();
  await provider.shutdown();

  const [full, plain] = await ground.stored();
  expect(full).toMatchObject({
    time: seconds * 1e6 + 123_456,
    timeNanos: 789,
    observedAt: seconds * 1e6 + 223_456,
    observedNanos: 789,
    severity: 17,
    severityText: "ERROR",
    eventName: "payment.failed",
    bodyJson: { card: "declined", tries: [1, 2] },
    body: '{"card":"declined","tries":[1,2]}',
    tenant: "acme",
    traceId: trace.traceId,
    spanId: trace.spanId,
    flags: 1,
    source: {
      service: "checkout",
      scope: "payments",
      resource: { "service.name": "checkout", "host.cpus": 2 },
      origin: { scopeVersion: "1.2.3", scopeSchemaUrl: "https://example.com/schema" },
    },
  });
  expect(full?.attributes).toEqual({
    "user.id": "u_1",
    "http.response.status_code": 402,
    ratio: 0.25,
    negative: -5,
    large: Number.MAX_SAFE_INTEGER,
    ok: false,
    tags: ["a", "ü🙂"],
    nested: { deep: { er: true } },
    bytes: "AQL/",
    tenant: "acme",
  });
  expect(plain).toMatchObject({ body: "plain", bodyJson: null, time: seconds * 1e6, severity: 0, tenant: null });
  const source = await eventually(async () => {
    const [row] = await server.app.database.raw`
      select service from log_sources where workspace_id = ${ground.workspaceUuid}`;
    return row;
  });
  expect(source).toEqual({ service: "checkout" });
});
