import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type SignatureScheme, type SignedRequest, signatureHeaders } from "./provider/signature-scheme.ts";
import { verifySignature } from "./provider/verify-signature.ts";
import { readBy } from "./provider/webhook-contract.ts";
import type { ProviderSample } from "./provider.ts";
import { providers } from "./registry.gen.ts";
import { sampleSigner } from "./testing/sample-signer.ts";

const now = new Date("2026-11-20T12:00:00Z");
const bytes = (sample: ProviderSample) =>
  Buffer.from(typeof sample.body === "string" ? sample.body : JSON.stringify(sample.body));

test("slugs are unique and stand in URLs", () => {
  expect(new Set(providers.map((p) => p.slug)).size).toBe(providers.length);
  for (const { slug } of providers) expect(slug).toMatch(/^[a-z][a-z0-9-]{0,30}$/);
});

describe.each(providers)("$slug", (provider) => {
  test("says what it is, what it feeds and how fresh, and has a guide", () => {
    expect(provider.feeds.length).toBeGreaterThan(0);
    expect(Object.keys(provider.freshness).length).toBeGreaterThan(0);
    expect(provider.connect.length).toBeGreaterThan(0);
    const guide = new URL(`../../../../../docs/guides/${provider.guide}.md`, import.meta.url);
    expect(existsSync(guide), `docs/guides/${provider.guide}.md`).toBe(true);
    for (const setting of provider.settings ?? [])
      expect(setting.default ?? setting.disables, setting.name).toBeTruthy();
  });

  const { webhook } = provider;
  if (!webhook) return;

  test("has samples", () => expect(provider.samples?.length).toBeGreaterThan(0));

  describe.each(provider.samples ?? [])("$name", (sample) => {
    describe.each(schemesOf(webhook.signature))("signed by $header", (scheme) => {
      const body = bytes(sample);
      const open = async () => {
        const signer = await sampleSigner(provider.slug, scheme);
        const check = (request: SignedRequest, secrets = [signer.secret], at = now) =>
          verifySignature(webhook.signature, request, secrets, at, signer.means);
        return { signer, check, headers: await signer.sign(body, now, sample.headers) };
      };

      test("genuine is taken and becomes its signals", async () => {
        const { signer, check, headers } = await open();
        expect(await check({ body, headers })).toBeNull();
        expect(await check({ body, headers }, ["another", signer.secret])).toBeNull();
        const payload = JSON.parse(body.toString()) as unknown;
        const delivery = {
          event: readBy(webhook.event, headers, payload) ?? "",
          payload,
          headers,
          receivedAt: now,
          deliveryId: "d1",
        };
        const signals = provider.signals?.(delivery) ?? [];
        expect(signals.map((signal) => signal.type)).toEqual(sample.signals);
        expect(provider.signals?.(delivery).map((s) => s.key)).toEqual(signals.map((s) => s.key));
        for (const signal of signals) {
          expect(signal.title && signal.subject && signal.key).toBeTruthy();
          expect(Number.isNaN(signal.occurredAt.getTime())).toBe(false);
        }
      });

      test("forged, unsigned and stale are refused, and so is everything without a secret", async () => {
        const { signer, check, headers } = await open();
        const forged = await signer.forge(body, now, sample.headers);
        expect(await check({ body, headers: forged })).toMatchObject({ code: "wrong_signature" });
        if (signer.coversBody) {
          const changed = Buffer.concat([body, Buffer.from(" ")]);
          expect(await check({ body: changed, headers })).toMatchObject({ code: "wrong_signature" });
        }
        const bare = { ...headers };
        for (const name of signatureHeaders(webhook.signature)) delete bare[name];
        expect(await check({ body, headers: bare })).toMatchObject({ code: "unsigned" });
        expect(await check({ body, headers }, [])).toMatchObject({ code: "no_secret" });
        if (signer.lifeSeconds === null) return;
        const late = new Date(now.getTime() + (signer.lifeSeconds + 2) * 1000);
        expect(await check({ body, headers }, [signer.secret], late)).toMatchObject({ code: "stale" });
      });
    });
  });
});

function schemesOf(scheme: SignatureScheme): Exclude<SignatureScheme, { kind: "any" }>[] {
  return scheme.kind === "any" ? scheme.of.flatMap(schemesOf) : [scheme];
}
