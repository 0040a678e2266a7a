import type { DemoCredential } from "../demo-door.ts";
import { otlpBatch } from "./otlp-batch.ts";
import type { ShopEntry } from "./shop-entry.ts";

/** The service whose logger knows no OTLP and writes lines of JSON. */
const plainService = "mailer";

export interface SendEntriesOptions {
  /** Address of the server. */
  url: string;
  credential: DemoCredential;
  /** The release that a service runs. */
  version: (service: string) => string;
}

/** Sends entries to the doors that any program uses. @throws TypeError with what a door answered when it refuses */
export async function sendEntries(entries: readonly ShopEntry[], options: SendEntriesOptions): Promise<void> {
  const plain = entries.filter(({ service }) => service === plainService);
  const others = entries.filter(({ service }) => service !== plainService);
  if (others.length > 0)
    await post("/v1/logs", "application/json", JSON.stringify(otlpBatch(others, options.version)), options);
  if (plain.length > 0) await post("/v1/logs/ndjson", "application/x-ndjson", plain.map(lineOf).join("\n"), options);
}

function lineOf({ service, at, level, body, attributes, traceId, spanId }: ShopEntry): string {
  return JSON.stringify({ time: at, level, message: body, service, traceId, spanId, ...attributes });
}

async function post(path: string, type: string, body: string, { url, credential }: SendEntriesOptions) {
  const answer = await fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": type, ...credential },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  const said = await answer.text();
  if (!answer.ok) throw new TypeError(`${path} answered ${answer.status}: ${said.slice(0, 300)}`);
}
