import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as the twin of `/v1/logs` got it. */
export interface DoorRequest {
  key: string;
  authorization: string;
  body: string;
  entries: DoorEntry[];
  resource: Record<string, unknown>;
}

/** An entry, read back from OTLP. */
export interface DoorEntry {
  body: unknown;
  severity: number;
  severityText: string;
  scope: string;
  traceId?: string;
  spanId?: string;
  timeUnixNano: string;
  attributes: Record<string, unknown>;
}

type Answer = () => Response | Promise<Response>;

/** The far side of the network: keeps what arrives, answers as it is told. */
export function doorTwin() {
  const requests: DoorRequest[] = [];
  const answers: Answer[] = [];
  const take = async (body: string, headers: Headers): Promise<Response> => {
    requests.push({
      key: headers.get("idempotency-key") ?? "",
      authorization: headers.get("authorization") ?? "",
      body,
      ...readOtlp(body),
    });
    return (await answers.shift()?.()) ?? Response.json({});
  };
  return {
    requests,
    /** Answers of the next requests; after them, all is well. */
    willAnswer: (...next: Answer[]) => void answers.push(...next),
    entries: () => requests.flatMap(({ entries }) => entries),
    fetch: (async (_: unknown, init?: RequestInit) =>
      await take(String(init?.body), new Headers(init?.headers))) as typeof fetch,
    /** The twin behind a real socket. */
    async listen() {
      const server = createServer(async (request, response) => {
        let body = "";
        for await (const chunk of request) body += chunk;
        const answer = await take(body, new Headers(request.headers as Record<string, string>));
        response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      return { url, close: () => new Promise((resolve) => server.close(resolve)) };
    },
  };
}

interface OtlpValue {
  stringValue?: string;
  intValue?: string;
  doubleValue?: number;
  boolValue?: boolean;
  arrayValue?: { values: OtlpValue[] };
  kvlistValue?: { values: OtlpPair[] };
}
interface OtlpPair {
  key: string;
  value: OtlpValue;
}
interface OtlpRecord extends Omit<DoorEntry, "body" | "severity" | "scope" | "attributes"> {
  severityNumber: number;
  body: OtlpValue;
  attributes: OtlpPair[];
}

function readOtlp(body: string): { entries: DoorEntry[]; resource: Record<string, unknown> } {
  const [group] = (
    JSON.parse(body) as {
      resourceLogs: {
        resource: { attributes: OtlpPair[] };
        scopeLogs: { scope: { name: string }; logRecords: OtlpRecord[] }[];
      }[];
    }
  ).resourceLogs;
  const entries = (group?.scopeLogs ?? []).flatMap(({ scope, logRecords }) =>
    logRecords.map(({ severityNumber, body: said, attributes, ...rest }) => ({
      ...rest,
      severity: severityNumber,
      body: readValue(said),
      scope: scope.name,
      attributes: readPairs(attributes),
    })),
  );
  return { entries, resource: readPairs(group?.resource.attributes ?? []) };
}

function readPairs(pairs: OtlpPair[]): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, readValue(value)]));
}

function readValue({ intValue, arrayValue, kvlistValue, ...rest }: OtlpValue): unknown {
  if (intValue !== undefined) return Number.isSafeInteger(Number(intValue)) ? Number(intValue) : BigInt(intValue);
  if (arrayValue) return arrayValue.values.map(readValue);
  if (kvlistValue) return readPairs(kvlistValue.values);
  return Object.values(rest)[0] ?? null;
}
