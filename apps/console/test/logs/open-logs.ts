import { mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { type OpenWorkspace, openWorkspace } from "../open-workspace.ts";

/** Where pictures of the pages go. */
export const pictures = "test-results/logs";

/** A workspace whose logs are looked at; all subjects share its server and its page. */
export interface Logs {
  readonly open: OpenWorkspace;
  /** The owner's page, which stays where the test before left it. */
  readonly page: Page;
  /** Address of a page of the workspace. */
  at(path: string): string;
  /** Runs a mutation as the owner. @param fields what is selected of its success @returns the first of them */
  make(mutation: string, fields: string, input: Record<string, unknown>): Promise<unknown>;
  /** Sends lines as any script would. */
  send(lines: readonly object[]): Promise<void>;
}

/** Starts the server and the browser before the first test, and ends them after the last. */
export function openLogs(): Logs {
  let open: OpenWorkspace;
  let page: Page;
  let apiKey: string;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    open = await openWorkspace();
    page = await (await open.signIn({ bypassCSP: true })).newPage();
    const { id: workspaceId, slug } = open.workspace;
    const { data } = await open.ask(
      "query ($slug: String!) { workspace(slug: $slug) { environments { nodes { id } } } }",
      { slug },
    );
    const environmentId = data.workspace.environments.nodes[0].id;
    const key = { workspaceId, environmentId, kind: "SECRET", name: "logs", scopes: ["logs:write"] };
    apiKey = (await make("createApiKey", "key", key)) as string;
    await make("updateLogLimits", "settings { entriesPerSecond }", { workspaceId, entriesPerSecond: 100_000 });
  }, 180_000);
  afterAll(() => open?.close());

  const make: Logs["make"] = async (mutation, fields, input) => {
    const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
    const { data, errors } = await open.ask(
      `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { ... on ${name}Success { ${fields} } ... on Refusal { message } } }`,
      { input },
    );
    const made = data?.[mutation]?.[fields.split(" ")[0] ?? ""];
    if (!made) throw new TypeError(`${mutation} answered ${JSON.stringify(errors ?? data)}`);
    return made;
  };
  return {
    get open() {
      return open;
    },
    get page() {
      return page;
    },
    at: (path) => `${open.server.url}/w/${open.workspace.slug}/${path}`,
    make,
    send: async (lines) => await send(`${open.server.url}/v1/logs/ndjson`, apiKey, lines),
  };
}

async function send(door: string, apiKey: string, lines: readonly object[]): Promise<void> {
  const response = await fetch(door, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/x-ndjson" },
    body: lines.map((line) => JSON.stringify(line)).join("\n"),
  });
  if (response.status === 429) {
    await sleep(Number(response.headers.get("retry-after") ?? 1) * 1000);
    return await send(door, apiKey, lines);
  }
  expect(response.status, await response.text()).toBe(200);
}
