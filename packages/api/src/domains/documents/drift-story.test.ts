import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, joinWorkspace, type ProvingGround, startProvingGround } from "../../testing/index.ts";
import { type SlackTwin, startSlackTwin, type TwinMessage } from "../../testing/slack-twin.ts";
import { type RepositoryTwin, startRepositoryTwin } from "./testing/github-repository-twin.ts";

// The whole way through the real doors: connected by mutations, told by a signed webhook, answered by a signed button.

const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5";
const document = `# Payments

## Retries

A payment is tried again after a failure. Set \`maxPaymentAttempts\` to change how often; the default is 3.

## Refunds

A refund is booked the next day.
`;
const patch = `@@ -10,6 +10,6 @@ export interface CheckoutOptions {
   timeout?: number;
-  maxPaymentAttempts?: number;
+  retryPolicy?: { attempts: number; backoff: string };
 }
`;

let github: RepositoryTwin;
let slack: SlackTwin;
let ground: ProvingGround;
let workspaceId: string;
let integrationId: string;

beforeAll(async () => {
  [github, slack] = [await startRepositoryTwin(), await startSlackTwin()];
  github.files.set("docs/payments.md", document);
  github.files.set("docs/search.md", "# Search\n\nThe index is rebuilt every night.\n");
  github.files.set("src/checkout/options.ts", "export interface CheckoutOptions {}");
  ground = await startProvingGround({
    GITHUB_API_URL: github.url,
    GITHUB_URL: github.url,
    SLACK_API_URL: slack.url,
    SLACK_SIGNING_SECRET: signingSecret,
    LOG_LEVEL: "silent",
  });
  workspaceId = ground.workspace.id;
});
afterAll(async () => {
  await ground?.close();
  await github?.close();
  await slack?.close();
});

async function ok(mutation: string, input: Record<string, unknown>, select: string) {
  const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const { data, errors } = await ground.ask(
    `mutation ($input: ${name}Input!) { ${mutation}(input: $input) {
      __typename ... on ${name}Success { ${select} } ... on Refusal { code message }
    } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  expect(data[mutation], mutation).toMatchObject({ __typename: `${name}Success` });
  return data[mutation];
}

async function candidates() {
  const { data } = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) { driftCandidates { totalCount nodes {
      id state score sentence section evidence decidedBy dismissReason
      lines { path line sign text } reasons { feature text } document { id title path version } change { title url }
    } } } }`,
    { slug: ground.workspace.slug },
  );
  return data.workspace.driftCandidates;
}

test("a merged pull request becomes a candidate, a Slack message, a verdict, and is fixed by the edit", async () => {
  const connected = await ok(
    "connectIntegration",
    {
      workspaceId,
      provider: "github",
      mode: "WEBHOOK",
      fields: [{ name: "accessToken", value: "github_pat_0123456789" }],
    },
    "connected { integration { id } }",
  );
  integrationId = connected.connected.integration.id;
  await ok("chooseIntegrationTargets", { integrationId, targets: ["acme/shop"] }, "integration { id }");
  const slackConnected = await ok(
    "connectIntegration",
    { workspaceId, provider: "slack", mode: "WEBHOOK", fields: [{ name: "accessToken", value: "xoxb-1-abc" }] },
    "connected { integration { id } }",
  );
  const { channel } = await ok(
    "createChannel",
    {
      workspaceId,
      kind: "slack",
      name: "Docs",
      settings: [
        { name: "integrationId", value: slackConnected.connected.integration.id },
        { name: "channel", value: "#ops" },
      ],
    },
    "channel { id }",
  );
  await ok("updateDriftSettings", { workspaceId, channelIds: [channel.id] }, "settings { threshold channelIds }");
  await ok("trackDocuments", { integrationId, target: "acme/shop", pattern: "docs/**/*.md" }, "source { id }");
  await eventually(async () => {
    const { data } = await ground.ask(
      `query ($slug: String!) { workspace(slug: $slug) { documents { totalCount nodes { path version } } } }`,
      { slug: ground.workspace.slug },
    );
    return data.workspace.documents.nodes.filter((one: { version: number }) => one.version === 1).length === 2;
  });

  github.pulls.set(7, {
    title: "feat(checkout)!: a retry policy instead of a number of attempts",
    body: "Replaces the number.",
    sha: "c0ffee7",
    files: [{ filename: "src/checkout/options.ts", status: "modified", patch }],
  });
  const mergedAt = performance.now();
  expect(await github.merge(7)).toBe(202);
  const message = await eventually(() => slack.messages.find(({ text }) => text.includes("Payments")) ?? null);
  // The budget is five seconds. It is read here, not held: how long it takes on a busy machine is no property of the code.
  process.stdout.write(`merge to message: ${Math.round(performance.now() - mergedAt)} ms\n`);

  const { nodes, totalCount } = await candidates();
  expect(totalCount).toBe(1);
  expect(nodes[0]).toMatchObject({
    state: "OPEN",
    sentence: "Set `maxPaymentAttempts` to change how often; the default is 3.",
    section: ["Payments", "Retries"],
    document: { path: "docs/payments.md", title: "Payments", version: 1 },
    change: { title: "feat(checkout)!: a retry policy instead of a number of attempts" },
  });
  expect(nodes[0].lines).toContainEqual({
    path: "src/checkout/options.ts",
    line: 11,
    sign: "-",
    text: "  maxPaymentAttempts?: number;",
  });
  const shown = JSON.stringify(message.blocks);
  expect(shown).toContain("maxPaymentAttempts?: number;");
  expect(shown).toContain("Set `maxPaymentAttempts` to change how often; the default is 3.");

  const operator = await joinWorkspace(ground.server, ground.workspace, "OPERATOR", "Omar Haddad");
  slack.people.set("U1", operator.email);
  expect(await press(message, "drift.accept", "U1")).toBe(200);
  await eventually(async () => (await candidates()).nodes[0].state === "ACCEPTED");
  expect((await candidates()).nodes[0].decidedBy).toBe("user-U1");
  await eventually(() => !message.blocks.some(({ type }) => type === "actions"));
  expect(JSON.stringify(message.blocks)).toContain("user-U1");

  // The same merge told again makes nothing new.
  expect(await github.merge(7)).toBeLessThan(300);

  github.files.set("docs/payments.md", document.replace("`maxPaymentAttempts`", "`retryPolicy`"));
  const { data } = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) { documentSources { nodes { id } } } }`,
    { slug: ground.workspace.slug },
  );
  await ok("readDocumentsNow", { sourceId: data.workspace.documentSources.nodes[0].id }, "source { id }");
  const fixed = await eventually(async () => {
    const [one] = (await candidates()).nodes;
    return one.state === "FIXED" ? one : null;
  });
  expect(fixed.evidence).toContain("Version 2 no longer holds the sentence.");
  expect(fixed.evidence).toContain("Set `retryPolicy` to change how often");
  expect((await candidates()).totalCount).toBe(1);
  await eventually(() => JSON.stringify(message.blocks).includes("no longer holds the sentence"));
}, 60_000);

test("a document that cannot be read says why, and readiness says that it is broken", async () => {
  github.files.set("docs/secret.md", "# Secret\n\nNobody reads this.\n");
  github.unreadable.add("docs/secret.md");
  const { data } = await ground.ask(
    `query ($slug: String!) { workspace(slug: $slug) { documentSources { nodes { id } } } }`,
    { slug: ground.workspace.slug },
  );
  const sourceId = data.workspace.documentSources.nodes[0].id;
  await ok("readDocumentsNow", { sourceId }, "source { id }");
  const failing = await eventually(async () => {
    const answer = await ground.ask(
      `query ($slug: String!) { workspace(slug: $slug) { documents(filter: { failing: true }) { nodes { path failureReason } } } }`,
      { slug: ground.workspace.slug },
    );
    const { nodes } = answer.data.workspace.documents;
    return nodes.length > 0 ? nodes : null;
  });
  expect(failing).toEqual([{ path: "docs/secret.md", failureReason: expect.stringContaining("GitHub") }]);
  const claims = await eventually(async () => {
    const answer = await ground.ask(
      `query ($slug: String!) { workspace(slug: $slug) { readiness { claims { title state reason } } } }`,
      { slug: ground.workspace.slug },
    );
    const all = answer.data.workspace.readiness.claims as { title: string; state: string; reason: string }[];
    return all.some(({ title, state }) => title.startsWith("Documents of acme/shop") && state === "BROKEN")
      ? all
      : null;
  });
  expect(claims.find(({ title }) => title === "“docs/secret.md” is read")).toMatchObject({ state: "BROKEN" });
  github.unreadable.clear();
  await ok("readDocumentsNow", { sourceId }, "source { id }");
  await eventually(async () => {
    const answer = await ground.ask(
      `query ($slug: String!) { workspace(slug: $slug) { documents(filter: { failing: true }) { nodes { id } } } }`,
      { slug: ground.workspace.slug },
    );
    return answer.data.workspace.documents.nodes.length === 0;
  });
});

test("a service that gets another name makes the runbook of the old one suspicious", async () => {
  const { service } = await ok(
    "createService",
    { workspaceId, key: "ledger-writer", name: "ledger-writer", owner: "Team Ledger" },
    "service { id }",
  );
  await ok(
    "uploadDocument",
    {
      workspaceId,
      title: "Restart the ledger",
      format: "HTML",
      kind: "RUNBOOK",
      text: "<h1>Restart the ledger</h1><p>Run <code>kubectl rollout restart ledger-writer</code> and wait.</p>",
    },
    "document { id version kind }",
  );
  await ok("updateDriftSettings", { workspaceId, threshold: 0.05, channelIds: [] }, "settings { threshold }");
  await ok("updateService", { serviceId: service.id, key: "bookkeeper", name: "bookkeeper" }, "service { id }");
  const found = await eventually(async () => {
    const { nodes } = await candidates();
    return nodes.find((one: { document: { title: string } }) => one.document.title === "Restart the ledger") ?? null;
  });
  expect(found.sentence).toBe("Run kubectl rollout restart ledger-writer and wait.");
  expect(found.lines[0]).toMatchObject({ sign: "-", text: expect.stringContaining("ledger-writer") });
});

/** What Slack sends when somebody presses a button, signed as Slack signs. */
async function press(message: TwinMessage, actionId: string, userId: string): Promise<number> {
  const row = message.blocks.find(({ type }) => type === "actions") as unknown as {
    block_id: string;
    elements: { action_id: string; value: string }[];
  };
  const action = row.elements.find(({ action_id }) => action_id === actionId);
  const payload = {
    type: "block_actions",
    team: { id: "T1", domain: "meridian" },
    user: { id: userId, username: `user-${userId}`, name: `user-${userId}`, team_id: "T1" },
    api_app_id: "A1",
    trigger_id: `${Date.now()}.${Math.random()}`,
    channel: { id: message.channel, name: "ops" },
    message: { ts: message.ts },
    response_url: `${slack.url}/api//response/${userId}`,
    actions: [{ type: "button", action_id: actionId, block_id: row.block_id, value: action?.value, action_ts: "1.2" }],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const at = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", signingSecret).update(`v0:${at}:${body}`).digest("hex");
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": at,
    "x-slack-signature": `v0=${signature}`,
  };
  return (await fetch(`${ground.server.url}/hooks/slack`, { method: "POST", headers, body })).status;
}
