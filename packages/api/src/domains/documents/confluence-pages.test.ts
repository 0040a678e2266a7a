import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ConfluenceTwin, startConfluenceTwin, type TwinPage } from "../../testing/confluence-twin.ts";
import { eventually, type ProvingGround, startProvingGround } from "../../testing/index.ts";

let ground: ProvingGround;
let twin: ConfluenceTwin;

beforeAll(async () => {
  twin = await startConfluenceTwin();
  ground = await startProvingGround({ LOG_LEVEL: "silent" });
});
afterAll(async () => {
  await ground?.close();
  await twin?.close();
});

async function ok(mutation: string, name: string, select: string, input: Record<string, unknown>) {
  const { data, errors } = await ground.ask(
    `mutation ($input: ${name}Input!) { ${mutation}(input: $input) {
      __typename ... on ${name}Success { ${select} } ... on Refusal { message }
    } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  expect(data[mutation], mutation).toMatchObject({ __typename: `${name}Success` });
  return data[mutation];
}

interface Shown {
  path: string;
  title: string;
  version: number;
  content: string | null;
  failureReason: string | null;
}

async function pages(): Promise<Shown[]> {
  const { data } = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) { documents { nodes {
      path title version content failureReason
    } } } }`,
    { slug: ground.workspace.slug },
  );
  return data.workspace.documents.nodes.toSorted((a: Shown, b: Shown) => a.path.localeCompare(b.path));
}

const page = (id: string, title: string, storage?: string, space = "DOCS"): TwinPage => {
  const now = new Date();
  return { id, title, space, version: 1, created: now, changed: now, ...(storage ? { storage } : {}) };
};

/** What a Data Center sends, signed as it signs. */
async function tell(event: string, { id, title, space, version }: TwinPage): Promise<number> {
  const [hook] = twin.hooks;
  if (!hook) throw new TypeError("No webhook was registered.");
  const body = JSON.stringify({ timestamp: Date.now(), event, page: { id, title, spaceKey: space, version } });
  const signature = createHmac("sha256", hook.configuration.secret).update(body).digest("hex");
  const headers = { "content-type": "application/json", "x-hub-signature": `sha256=${signature}` };
  return (await fetch(hook.url, { method: "POST", headers, body })).status;
}

test("a space's pages are listed and read, read again when one is changed, and say why when they cannot be read", async () => {
  twin.pages = [
    page("1", "Restart the ledger", "<h1>Restart</h1><p>Run <code>ledger restart</code> and wait.</p>"),
    page("2", "Refunds", "<p>A refund is booked the next day.</p>"),
    page("3", "Salaries"),
    page("4", "Elsewhere", "<p>Another space.</p>", "OPS"),
  ];
  const { connected } = await ok("connectIntegration", "ConnectIntegration", "connected { integration { id } }", {
    workspaceId: ground.workspace.id,
    provider: "confluence",
    mode: "WEBHOOK",
    fields: [
      { name: "baseUrl", value: `${twin.url}/dc` },
      { name: "accessToken", value: "dc-token" },
    ],
  });
  const integrationId = connected.integration.id;
  const input = { integrationId, targets: ["DOCS"] };
  await ok("chooseIntegrationTargets", "ChooseIntegrationTargets", "integration { id }", input);
  await ok("trackDocuments", "TrackDocuments", "source { id }", { integrationId, target: "DOCS" });
  const read = await eventually(async () => {
    const all = await pages();
    return all.length === 3 && all.some(({ failureReason }) => failureReason) ? all : null;
  });
  expect(read.map(({ path, title, version }) => [path, title, version])).toEqual([
    ["1", "Restart the ledger", 1],
    ["2", "Refunds", 1],
    ["3", "Salaries", 0],
  ]);
  expect(read[0]?.content).toContain("Run ledger restart and wait.");
  expect(read[2]?.failureReason).toContain("Confluence");

  const [first] = twin.pages;
  if (!first) throw new TypeError("The twin lost its pages.");
  const storage = "<h1>Restart</h1><p>Run <code>bookkeeper restart</code> and wait.</p>";
  Object.assign(first, { version: 2, changed: new Date(), storage });
  await eventually(() => twin.hooks.length > 0);
  expect(await tell("page_updated", first)).toBe(202);
  const again = await eventually(async () => {
    const all = await pages();
    return all[0]?.version === 2 ? all : null;
  });
  expect(again[0]?.content).toContain("Run bookkeeper restart and wait.");
  expect(again[1]?.version).toBe(1);
}, 60_000);
