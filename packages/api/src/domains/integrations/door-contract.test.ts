import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemContext } from "../../service/context.ts";
import { insertWorkspace } from "../../testing/insert-workspace.ts";
import { startTestApp, type TestApp } from "../../testing/start-test-app.ts";
import { sealCredentials, sealedPlace } from "./access/integration-secrets.ts";
import { createIntegration } from "./create-integration.ts";
import { type SignatureScheme, signatureHeaders } from "./provider/signature-scheme.ts";
import { verifySignature } from "./provider/verify-signature.ts";
import type { Provider, ProviderSample } from "./provider.ts";
import { receiveDelivery } from "./receive-delivery.ts";
import { providers } from "./registry.gen.ts";
import { sampleSigner } from "./testing/sample-signer.ts";

let running: TestApp;
let workspaceId: string;
beforeAll(async () => {
  running = await startTestApp();
  workspaceId = await insertWorkspace(running.app);
});
afterAll(() => running?.close());

type Headers = Record<string, string>;

/** A door of the provider whose secret is the given one, where its deliveries are really signed: pasted, or our own. */
async function openDoor(provider: Provider, secret: string | null): Promise<string> {
  const ctx = systemContext(running.app, "test");
  const { id } = await createIntegration(ctx, {
    verb: "test",
    input: {},
    workspaceId,
    tenantId: null,
    provider,
    name: null,
    method: provider.connect[0]?.kind ?? "token",
    mode: "webhook",
    credentials: {},
    secret: null,
    proof: null,
  });
  const { vault, database } = running.app;
  const field = provider.webhook?.secretField;
  const owner = { id, workspaceId };
  const sealed = secret === null ? null : vault.seal(secret, sealedPlace(owner, "integrations.webhook_secret"));
  const credentials = sealCredentials(running.app, owner, field && secret !== null ? { [field]: secret } : {});
  await database.raw`update integrations set webhook_secret = ${field ? null : sealed}, credentials = ${credentials} where id = ${id}`;
  return id;
}

function knock(provider: Provider, integrationId: string, headers: Headers, body: Buffer, at = new Date()) {
  const app = { ...running.app, clock: { now: () => at } };
  const ctx = systemContext(app, "test");
  return receiveDelivery(ctx, { provider, integrationId, headers, body, receivedAt: at, startedAt: performance.now() });
}

const accepted = async (integrationId: string) =>
  (
    await running.app.database.raw`
    select count(*)::int as n from deliveries where integration_id = ${integrationId} and verdict = 'accepted'`
  )[0]?.n;
const bytes = ({ body }: ProviderSample) => Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
const flat = (scheme: SignatureScheme): Exclude<SignatureScheme, { kind: "any" }>[] =>
  scheme.kind === "any" ? scheme.of.flatMap(flat) : [scheme];
/** What only the provider's own keys can sign is proven in the provider's own tests. */
const signable = providers.filter(
  ({ webhook, samples }) => webhook && samples?.length && flat(webhook.signature)[0]?.kind !== "custom",
);

describe.each(signable)("at the door of $slug", (provider) => {
  const scheme = flat(provider.webhook?.signature as SignatureScheme)[0] as Exclude<SignatureScheme, { kind: "any" }>;
  const sample = provider.samples?.[0] as ProviderSample;
  const body = bytes(sample);

  test("genuine is taken once, however often it comes; forged, unsigned and stale are not", async () => {
    const signer = await sampleSigner(provider.slug, scheme);
    const id = await openDoor(provider, signer.secret);
    const now = new Date();
    const headers = { "content-type": "application/json", ...(await signer.sign(body, now, sample.headers)) };
    expect(await knock(provider, id, headers, body), "genuine").toMatchObject({ status: 202 });
    expect(await knock(provider, id, headers, body), "the same again").toMatchObject({
      status: 200,
      body: { duplicate: true },
    });
    const forged = { "content-type": "application/json", ...(await signer.forge(body, now, sample.headers)) };
    expect((await knock(provider, id, forged, body)).status, "forged").toBe(401);
    const bare: Headers = { ...headers };
    for (const name of signatureHeaders(provider.webhook?.signature as SignatureScheme)) delete bare[name];
    expect((await knock(provider, id, bare, body)).status, "unsigned").toBe(401);
    if (signer.lifeSeconds !== null) {
      const late = new Date(now.getTime() + (signer.lifeSeconds + 2) * 1000);
      expect((await knock(provider, id, headers, body, late)).status, "stale").toBe(401);
    }
    expect(await accepted(id)).toBe(1);
  });

  test("without a secret, and with an empty one, nothing is taken", async () => {
    const signer = await sampleSigner(provider.slug, scheme);
    for (const secret of [null, ""]) {
      const id = await openDoor(provider, secret);
      const headers = { "content-type": "application/json", ...(await signer.sign(body, new Date(), sample.headers)) };
      expect((await knock(provider, id, headers, body)).status).toBe(401);
      expect(await accepted(id)).toBe(0);
    }
  });
});

describe("no verifier can be configured off", () => {
  const request = { body: Buffer.from("{}"), headers: { "x-signature": "anything", authorization: "Bearer " } };
  const now = new Date();

  test.each(["none", "off", "", "disabled", undefined, null])("a scheme of the kind %j takes nothing", async (kind) => {
    const scheme = { kind, header: "x-signature" } as unknown as SignatureScheme;
    expect(await verifySignature(scheme, request, ["a-secret"], now)).toMatchObject({ code: "no_secret" });
  });

  test("an HMAC with an empty key, which anybody can make, is refused", async () => {
    const signed = createHmac("sha256", "").update("{}").digest("hex");
    const scheme: SignatureScheme = { kind: "hmac", header: "x-signature" };
    const headers = { "x-signature": signed };
    for (const secrets of [[], [""], ["  "], ["whsec_"]]) {
      expect(await verifySignature(scheme, { body: request.body, headers }, secrets, now)).toMatchObject({
        code: "no_secret",
      });
    }
  });

  test("an empty bearer token matches no empty secret", async () => {
    expect(await verifySignature({ kind: "bearer" }, request, [""], now)).toMatchObject({ code: "no_secret" });
  });

  test("`any` of nothing takes nothing", async () => {
    expect(await verifySignature({ kind: "any", of: [] }, request, ["a-secret"], now)).toMatchObject({
      code: "unsigned",
    });
  });
});
