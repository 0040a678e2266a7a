import type { ProvingGround } from "./prove-write-verb.ts";

/** A log entry as a test says it. */
export interface SentError {
  body: string;
  /** Default 17, ERROR. */
  severity?: number;
  tenant?: string;
  attributes?: Record<string, string>;
  /** Seconds since it happened. Default 0. */
  ago?: number;
}

export interface Sender {
  /** Sends a batch through the OTLP door, as one service and release. */
  send(entries: readonly SentError[], from?: { service?: string; release?: string | null }): Promise<void>;
}

/** Makes a key in the ground's workspace and sends with it. @param environment its key; left out, any */
export async function makeSender({ server, workspace, ask }: ProvingGround, environment?: string): Promise<Sender> {
  const { data } = await ask(
    `query ($slug: String!) { workspace(slug: $slug) { environments(first: 10) { nodes { id key } } } }`,
    {
      slug: workspace.slug,
    },
  );
  const { nodes } = data.workspace.environments;
  const environmentId = (nodes.find(({ key }: { key: string }) => key === environment) ?? nodes[0]).id;
  const input = { workspaceId: workspace.id, environmentId, name: "errors", kind: "SECRET", scopes: ["logs:write"] };
  const made = await ask(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on CreateApiKeySuccess { key } ... on Refusal { message } } }`,
    { input },
  );
  const apiKey = made.data?.createApiKey?.key;
  if (!apiKey) throw new TypeError(`createApiKey answered ${JSON.stringify(made)}`);
  return {
    async send(entries, { service = "shop", release = "1.0.0" } = {}) {
      const answer = await fetch(`${server.url}/v1/logs`, {
        method: "POST",
        headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
        body: JSON.stringify(
          batchOf(entries, { "service.name": service, ...(release ? { "service.version": release } : {}) }),
        ),
      });
      if (!answer.ok) throw new TypeError(`The door answered ${answer.status}: ${await answer.text()}`);
    },
  };
}

function batchOf(entries: readonly SentError[], resource: Record<string, string>) {
  const logRecords = entries.map(({ body, severity = 17, tenant, attributes = {}, ago = 0 }) => ({
    timeUnixNano: `${Date.now() - ago * 1000}000000`,
    severityNumber: severity,
    body: { stringValue: body },
    attributes: attributesOf({ ...attributes, ...(tenant ? { tenant } : {}) }),
  }));
  return { resourceLogs: [{ resource: { attributes: attributesOf(resource) }, scopeLogs: [{ logRecords }] }] };
}

function attributesOf(values: Record<string, string>) {
  return Object.entries(values).map(([key, value]) => ({ key, value: { stringValue: value } }));
}
