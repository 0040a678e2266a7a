import { createHmac } from "node:crypto";
import examples from "@octokit/webhooks-examples" with { type: "json" };
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../../../testing/eventually.ts";
import { insertWorkspace } from "../../../../testing/insert-workspace.ts";
import { startTestServer, type TestServer } from "../../../../testing/start-test-server.ts";
import { sealedPlace } from "../../access/integration-secrets.ts";
import { checkIntegration } from "../../check-integration.ts";
import { chooseTargets } from "../../choose-targets.ts";
import { connectIntegration } from "../../connect-integration.ts";
import { disconnectIntegration } from "../../disconnect-integration.ts";
import { sendTestDelivery } from "../../send-test-delivery.ts";
import { systemOf } from "../../testing/open-webhook-door.ts";

let server: TestServer;
let github: Emulator;
const token = "ghp_emulated_token";

beforeAll(async () => {
  github = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      tokens: { [token]: { login: "octocat", scopes: ["repo", "admin:repo_hook"] } },
      github: { users: [{ login: "octocat" }], repos: [{ owner: "octocat", name: "shop", auto_init: true }] },
    },
  });
  server = await startTestServer({ env: { GITHUB_API_URL: github.url, GITHUB_URL: github.url } });
});
afterAll(async () => {
  await server?.close();
  await github?.close();
});

const raw = () => server.app.database.raw;
const row = async (id: string) => (await raw()`select * from integrations where id = ${id}`)[0];
const api = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${github.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: answer.status === 204 ? null : await answer.json() };
};

async function connect() {
  const workspaceId = await insertWorkspace(server.app);
  const { integration } = await connectIntegration(systemOf(server), {
    workspaceId,
    provider: "github",
    mode: "webhook",
    fields: [{ name: "accessToken", value: token }],
  });
  return integration;
}

test("connect, register, merge: the signal arrives and each rung has its evidence", async () => {
  const integration = await connect();
  expect(integration).toMatchObject({ state: "authorised", account: "octocat", mode: "webhook" });
  const registered = await chooseTargets(systemOf(server), {
    integrationId: integration.id,
    targets: ["octocat/shop"],
  });
  expect(registered.evidence.webhook_registered?.text).toBe("GitHub read back 1 of 1 webhook that point here");
  const hooks = await api("GET", "/repos/octocat/shop/hooks");
  expect(hooks.body).toHaveLength(1);
  expect(hooks.body[0].config.url).toContain(`/hooks/github/int_`);

  await commitOn("tax");
  const pull = await api("POST", "/repos/octocat/shop/pulls", {
    title: "Take the tax from the cart",
    head: "tax",
    base: "main",
  });
  expect(pull.status).toBe(201);
  expect((await api("PUT", `/repos/octocat/shop/pulls/${pull.body.number}/merge`, {})).status).toBe(200);
  const signals = await eventually(async () => {
    const found = await raw()`select * from signals where integration_id = ${integration.id} order by id`;
    // Two deliveries are two jobs: the merge may become a signal before the opening does.
    const types = found.map((signal) => signal.type);
    return ["pull_request.opened", "pull_request.merged"].every((type) => types.includes(type)) ? found : null;
  });
  const merged = signals.find((signal) => signal.type === "pull_request.merged");
  expect(merged).toMatchObject({
    subject: `octocat/shop#${pull.body.number}`,
    title: "Take the tax from the cart",
    by: "webhook",
  });
  expect((await row(integration.id))?.state).toBe("live");
  const deliveries = await raw()`select verdict from deliveries where integration_id = ${integration.id}`;
  expect(deliveries.every((delivery) => delivery.verdict === "accepted")).toBe(true);
});

async function commitOn(branch: string): Promise<void> {
  const main = await api("GET", "/repos/octocat/shop/git/ref/heads/main");
  await api("POST", "/repos/octocat/shop/git/refs", { ref: `refs/heads/${branch}`, sha: main.body.object.sha });
  const content = Buffer.from(`${branch}\n`).toString("base64");
  await api("PUT", `/repos/octocat/shop/contents/${branch}.txt`, { message: `Add ${branch}`, content, branch });
}

test("a test delivery shows each hop of its way", async () => {
  const integration = await connect();
  await chooseTargets(systemOf(server), { integrationId: integration.id, targets: ["octocat/shop"] });
  const { hops } = await sendTestDelivery(systemOf(server), { integrationId: integration.id });
  expect(hops.map((hop) => [hop.name, hop.ok])).toEqual([
    ["asked", true],
    ["received", true],
    ["processed", true],
  ]);
  expect((await row(integration.id))?.state).toBe("live");
});

test("a webhook that somebody deleted is found missing; choosing again makes it anew; disconnecting removes it", async () => {
  const integration = await connect();
  const ctx = systemOf(server);
  await chooseTargets(ctx, { integrationId: integration.id, targets: ["octocat/shop"] });
  const [known] = await raw()`select * from webhook_registrations where integration_id = ${integration.id}`;
  expect(known).toMatchObject({ state: "registered", target: "octocat/shop" });
  await api("DELETE", `/repos/octocat/shop/hooks/${known?.remote_id}`);
  const checked = await checkIntegration(ctx, { integrationId: integration.id });
  expect(checked.state).toBe("degraded");
  expect(checked.evidence.degraded?.reason).toBe("octocat/shop: The provider no longer has this webhook.");
  const again = await chooseTargets(ctx, { integrationId: integration.id, targets: ["octocat/shop"] });
  expect(again.evidence.degraded).toBeUndefined();
  const before = (await api("GET", "/repos/octocat/shop/hooks")).body.length;
  await disconnectIntegration(ctx, { integrationId: integration.id });
  expect((await api("GET", "/repos/octocat/shop/hooks")).body).toHaveLength(before - 1);
});

test("every published payload passes the real door, signed; none is lost, and only facts become signals", async () => {
  const integration = await connect();
  const secret = server.app.vault.open(
    integration.webhookSecret ?? "",
    sealedPlace(integration, "integrations.webhook_secret"),
  );
  const { hookUrl } = await import("../../door-urls.ts");
  const url = hookUrl(server.app, integration);
  let sent = 0;
  for (const { name, examples: payloads } of examples as unknown as { name: string; examples: unknown[] }[]) {
    const answers = await Promise.all(
      payloads.map((payload) => {
        sent += 1;
        const body = JSON.stringify(payload);
        return fetch(url, {
          method: "POST",
          body,
          headers: {
            "content-type": "application/json",
            "x-github-event": name,
            "x-github-delivery": `example-${sent}`,
            "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
          },
        });
      }),
    );
    for (const answer of answers) expect(answer.status, name).toBe(202);
  }
  const stored = () => raw()`
    select event, signal_count, outcome from deliveries where integration_id = ${integration.id} and processed_at is not null`;
  const processed = await eventually(async () => {
    const rows = await stored();
    return rows.length === sent ? rows : null;
  }, 30);
  expect(sent).toBe(329);
  expect(processed.filter((delivery) => delivery.outcome?.includes("failed"))).toEqual([]);
  const facts = new Set(processed.filter((delivery) => delivery.signal_count > 0).map((delivery) => delivery.event));
  expect([...facts].sort()).toEqual([
    "deployment",
    "deployment_status",
    "installation",
    "installation_repositories",
    "issues",
    "ping",
    "pull_request",
    "push",
    "release",
    "workflow_run",
  ]);
}, 60_000);
