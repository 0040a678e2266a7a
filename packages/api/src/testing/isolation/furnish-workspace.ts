import { createECDH, createHmac, randomBytes, randomUUID } from "node:crypto";
import type { GraphQLObjectType } from "graphql";
import { decodeId } from "../../graphql/ids.ts";
import { schema } from "../../graphql/schema.ts";
import { scopesFor } from "../../service/permissions.ts";
import { eventually } from "../eventually.ts";
import { graphqlOver } from "../graphql-over.ts";
import { makeWorkspace, type TestWorkspace } from "../make-workspace.ts";
import { signUp, type TestUser } from "../sign-up.ts";
import type { TestServer } from "../start-test-server.ts";
import type { Ask } from "./crawl-workspace.ts";
import { furnishAlerts } from "./furnish-alerts.ts";
import { furnishDocuments } from "./furnish-documents.ts";
import { furnishErrorGroups } from "./furnish-error-groups.ts";
import { furnishFlagSource } from "./furnish-flag-source.ts";
import { furnishFlags } from "./furnish-flags.ts";
import { furnishIncidents } from "./furnish-incidents.ts";
import { furnishLogs } from "./furnish-logs.ts";
import { furnishRollouts } from "./furnish-rollouts.ts";
import { furnishSavedSearch } from "./furnish-saved-search.ts";
import { selectionOf } from "./selection-of.ts";

/** A workspace with a row of every kind that the verbs can make, and a word that stands in all of them. */
export interface FurnishedWorkspace extends TestWorkspace {
  /** Nobody outside may ever read it. */
  readonly canary: string;
  /** A member who may only read. */
  readonly viewer: TestUser;
  /** A secret key that may do all that keys may. */
  readonly apiKey: string;
  /** Everything that was answered while furnishing: the ids of what only its maker sees. */
  readonly text: string;
}

/**
 * Makes one of everything through the doors. A node type that a later domain adds needs its row here.
 * @param receiver an address that takes webhooks
 */
export async function furnishWorkspace(server: TestServer, receiver: string): Promise<FurnishedWorkspace> {
  const canary = `canary${randomBytes(5).toString("hex")}`;
  const workspace = await makeWorkspace(server);
  const ask: Ask = (query, variables) => graphqlOver(server.url, query, variables, { cookie: workspace.owner.cookie });
  const answers: string[] = [];
  const workspaceId = workspace.id;
  async function make(name: string, input: Record<string, unknown>) {
    const { field, query } = mutationOf(name);
    const { data, errors } = await ask(query, { input });
    if (data?.[field]?.__typename !== `${capital(name)}Success`)
      throw new TypeError(`${name} answered ${JSON.stringify(errors ?? data)}`);
    answers.push(JSON.stringify(data));
    return data[field];
  }

  // Not in the slug, which questions about free slugs repeat to whoever asks.
  await make("updateWorkspace", { workspaceId, name: canary });
  const viewer = await addViewer(server, canary, (email) =>
    make("inviteMember", { workspaceId, email, role: "VIEWER" }),
  );
  await make("inviteMember", { workspaceId, email: `${canary}@meridian.example`, role: "OPERATOR" });
  const { tenant } = await make("createTenant", { workspaceId, key: canary, name: canary, metadata: { note: canary } });
  const { environment } = await make("createEnvironment", { workspaceId, key: canary, name: canary, kind: "OTHER" });
  const environmentId = environment.id;
  for (const key of [`${canary}-a`, `${canary}-b`])
    await make("createService", { workspaceId, key, name: canary, description: canary, owner: canary });
  const scopes = scopesFor("secret");
  const { key } = await make("createApiKey", { workspaceId, environmentId, name: canary, kind: "SECRET", scopes });
  await furnishFlagSource(server.url, key, canary);
  await furnishErrorGroups({ url: server.url, apiKey: key, ask, make, slug: workspace.slug, canary });
  await furnishIncidents({ ask, make, workspaceId, slug: workspace.slug, canary });
  await furnishFlags({ make, workspaceId, environmentId, canary });
  await furnishSavedSearch({ make, workspaceId, canary });
  await furnishLogs({ make, workspaceId, canary });
  await furnishRollouts({ make, workspaceId, environmentId, canary });
  await make("mintEmbedToken", {
    workspaceId,
    tenantId: tenant.id,
    component: "integrations",
    subject: canary,
    origins: ["https://meridian.example"],
  });
  await make("createWebhookEndpoint", { workspaceId, url: receiver, description: canary });
  const { channel } = await make("createChannel", {
    workspaceId,
    kind: "webhook",
    name: canary,
    settings: [{ name: "url", value: receiver }],
  });
  await make("sendTestNotification", { channelId: channel.id });
  await furnishAlerts({ ask, make, workspaceId, canary, channelId: channel.id });
  await make("registerPushDevice", {
    url: new URL(`/push/${canary}`, receiver).href,
    p256dh: createECDH("prime256v1").generateKeys("base64url"),
    auth: randomBytes(16).toString("base64url"),
    name: canary,
  });
  const { connected } = await make("connectIntegration", {
    workspaceId,
    tenantId: tenant.id,
    provider: "generic-webhook",
    name: canary,
  });
  const status = await sendSigned(connected.hookUrl, connected.secret, { type: "canary.sang", title: canary, canary });
  if (status >= 300) throw new TypeError(`The signed delivery was answered with ${status}.`);
  await eventually(async () => await hasArrived(ask, workspace.slug), 30);
  await make("reconcileIntegration", { integrationId: connected.integration.id });
  // Handing on needs a far side of its own; here only its row is walked.
  await server.app.database.raw`
    insert into forwards (workspace_id, integration_id, signal_id, created_at)
    select workspace_id, integration_id, id, now() from signals where workspace_id = ${decodeId("ws", workspaceId)}`;
  await furnishDocuments({ server, ask, make, workspaceId, slug: workspace.slug, canary });
  return { ...workspace, canary, viewer, apiKey: key, text: answers.join("\n") };
}

const documents = new Map<string, string>();

/** The document of a mutation, with everything that its success holds. */
export function mutationOf(name: string): { field: string; query: string } {
  const known = documents.get(name);
  if (known) return { field: name, query: known };
  const success = schema.getType(`${capital(name)}Success`) as GraphQLObjectType;
  const query = `mutation ($input: ${capital(name)}Input!) {
    ${name}(input: $input) { __typename ... on Refusal { code message } ... on ${success.name} ${selectionOf(success)} }
  }`;
  documents.set(name, query);
  return { field: name, query };
}

async function addViewer(
  server: TestServer,
  canary: string,
  invite: (email: string) => Promise<unknown>,
): Promise<TestUser> {
  const viewer = await signUp(server, `Viewer ${canary}`);
  await invite(viewer.email);
  const token = await eventually(async () => {
    const { messages } = (await (await fetch(`${server.url}/dev/mailbox.json`)).json()) as {
      messages: { to: string; text: string }[];
    };
    const mail = messages.find(({ to, text }) => to.includes(viewer.email) && text.includes("/invitations/"));
    return mail?.text.match(/\/invitations\/(\S+)/)?.[1];
  });
  const { query } = mutationOf("acceptInvitation");
  const { data } = await graphqlOver(server.url, query, { input: { token } }, { cookie: viewer.cookie });
  if (!data?.acceptInvitation?.workspace) throw new TypeError(`acceptInvitation answered ${JSON.stringify(data)}`);
  return viewer;
}

/** Whether the delivery became a signal, the endpoint was tried, and the owner's inbox knows of the new member. */
async function hasArrived(ask: Ask, slug: string): Promise<boolean> {
  const { data } = await ask(
    `query ($slug: String!) { workspace(slug: $slug) {
      signals { nodes { id } } webhookEndpoints { nodes { messages { nodes { attempts { id } } } } }
    } }`,
    { slug },
  );
  const { signals, webhookEndpoints } = data.workspace;
  const [endpoint] = webhookEndpoints.nodes;
  const attempts = endpoint?.messages.nodes.flatMap((message: { attempts: unknown[] }) => message.attempts);
  return signals.nodes.length > 0 && attempts?.length > 0;
}

/** One delivery as Standard Webhooks signs it. */
export async function sendSigned(url: string, secret: string, payload: object): Promise<number> {
  const [id, at, body] = [randomUUID(), Math.floor(Date.now() / 1000), JSON.stringify(payload)];
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${at}.${body}`).digest("base64");
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(at),
    "webhook-signature": `v1,${signature}`,
  };
  return (await fetch(url, { method: "POST", headers, body })).status;
}

export function capital(name: string): string {
  return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}
