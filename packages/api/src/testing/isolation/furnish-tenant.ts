import { randomBytes } from "node:crypto";
import { eventually } from "../eventually.ts";
import type { Ask } from "./crawl-workspace.ts";
import { capital, mutationOf, sendSigned } from "./furnish-workspace.ts";

/** A tenant with a row in every table that has a tenant, and a word that stands in what people wrote of it. */
export interface FurnishedTenant {
  readonly id: string;
  /** No other tenant may ever read it. */
  readonly canary: string;
  /** Makes something happen that is the tenant's own, with the word in it. */
  stir(): Promise<void>;
}

/**
 * Makes one of everything that belongs to a tenant. A table that a later domain gives a `tenant_id` needs its row here.
 * @param ask as somebody who may do all of it
 */
export async function furnishTenant(ask: Ask, workspaceId: string): Promise<FurnishedTenant> {
  const canary = `canary${randomBytes(5).toString("hex")}`;
  async function make(name: string, input: Record<string, unknown>) {
    const { field, query } = mutationOf(name);
    const { data, errors } = await ask(query, { input });
    if (data?.[field]?.__typename !== `${capital(name)}Success`)
      throw new TypeError(`${name} answered ${JSON.stringify(errors ?? data)}`);
    return data[field];
  }

  const { tenant } = await make("createTenant", { workspaceId, key: canary, name: canary, metadata: { note: canary } });
  const tenantId = tenant.id;
  await make("mintEmbedToken", {
    workspaceId,
    tenantId,
    component: "integrations",
    subject: canary,
    origins: ["https://meridian.example"],
  });
  const connect = async (name: string) =>
    (await make("connectIntegration", { workspaceId, tenantId, provider: "generic-webhook", name })).connected;
  const connected = await connect(canary);
  const integrationId = connected.integration.id;
  // Only wrong signatures arrive here: something is wrong, and somebody is on it.
  const shut = await connect(`${canary} shut`);
  await sendSigned(shut.hookUrl, `whsec_${randomBytes(24).toString("base64")}`, { type: "canary.choked" });
  await make("takeClaim", { workspaceId, claimKey: await brokenClaim(ask, workspaceId, canary) });
  const { route } = await make("createAlertRoute", { workspaceId, tenantId, name: canary, channelIds: [] });
  const condition = { kind: "event", types: ["signal.received"] };
  const definition = { condition, groupBy: [], routeIds: [route.id] };
  const { rule } = await make("createAlertRule", {
    workspaceId,
    tenantId,
    name: canary,
    severity: "WARNING",
    definition,
  });
  const stir = async () => {
    const payload = { type: "canary.sang", title: canary, canary };
    const status = await sendSigned(connected.hookUrl, connected.secret, payload);
    if (status >= 300) throw new TypeError(`The signed delivery was answered with ${status}.`);
    await make("updateIntegration", { integrationId, name: `${canary} ${randomBytes(2).toString("hex")}` });
  };
  await stir();
  await eventually(async () => {
    const { data } = await ask(
      "query ($id: ID!) { node(id: $id) { ... on Integration { lastSignalAt signals { nodes { id } } } } }",
      { id: integrationId },
    );
    return (data?.node?.signals?.nodes.length ?? 0) > 0;
  }, 30);
  await eventually(async () => {
    const query = "query ($id: ID!) { node(id: $id) { ... on AlertRule { alerts { nodes { id } } } } }";
    const { data } = await ask(query, { id: rule.id });
    return (data?.node?.alerts?.nodes.length ?? 0) > 0;
  }, 30);
  return { id: tenantId, canary, stir };
}

async function brokenClaim(ask: Ask, workspaceId: string, name: string): Promise<string> {
  const query = `query ($id: ID!) { node(id: $id) { ... on Workspace { home { wrongNow { key title } } } } }`;
  const { data } = await ask(query, { id: workspaceId });
  const claims: { key: string; title: string }[] = data?.node?.home.wrongNow ?? [];
  const claim = claims.find(({ title }) => title.includes(name));
  if (!claim) throw new TypeError(`Nothing of ${name} is wrong now: ${JSON.stringify(data)}`);
  return claim.key;
}
