import { type ShopEntry, severities } from "./shop-entry.ts";

/** Entries as an OTLP exporter sends them (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). @param version of each service */
export function otlpBatch(entries: readonly ShopEntry[], version: (service: string) => string): unknown {
  const services = Map.groupBy(entries, ({ service }) => service);
  return {
    resourceLogs: [...services].map(([service, own]) => ({
      resource: {
        attributes: attributesOf({
          "service.name": service,
          "service.version": version(service),
          "telemetry.sdk.name": "plumbline-demo",
          "plumbline.demo": true,
        }),
      },
      scopeLogs: [{ scope: { name: "meridian" }, logRecords: own.map(recordOf) }],
    })),
  };
}

function recordOf({ at, level, body, attributes, traceId, spanId }: ShopEntry) {
  return {
    timeUnixNano: `${Math.round(at * 1000)}000`,
    severityNumber: severities[level],
    severityText: level,
    body: { stringValue: body },
    attributes: attributesOf(attributes),
    traceId,
    spanId,
  };
}

function attributesOf(attributes: ShopEntry["attributes"]) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: string | number | boolean) {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
