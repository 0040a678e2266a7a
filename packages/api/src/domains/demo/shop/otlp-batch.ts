import { type ShopEntry, severities } from "./shop-entry.ts";

/**
 * Entries as a collector sends them (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding), in the order of their time:
 * whoever follows them reads a request from its begin to its end.
 * @param version of each service
 */
export function otlpBatch(entries: readonly ShopEntry[], version: (service: string) => string): unknown {
  return {
    resourceLogs: runsOf(entries).map(({ service, own }) => ({
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

/** Neighbours of one service together. */
function runsOf(entries: readonly ShopEntry[]): { service: string; own: ShopEntry[] }[] {
  const runs: { service: string; own: ShopEntry[] }[] = [];
  for (const entry of entries.toSorted((a, b) => a.at - b.at)) {
    const last = runs.at(-1);
    if (last?.service === entry.service) last.own.push(entry);
    else runs.push({ service: entry.service, own: [entry] });
  }
  return runs;
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
