import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import vectors from "../fixtures/signature-vectors.json" with { type: "json" };
import { genericWebhook } from "../providers/generic-webhook.ts";
import { github } from "../providers/github.ts";
import { slack as slackProvider } from "../providers/slack.ts";
import { signDelivery } from "./sign-delivery.ts";
import type { HmacScheme, SignatureScheme } from "./signature-scheme.ts";
import { verifySignature } from "./verify-signature.ts";

const slack = slackProvider.webhook?.signature as HmacScheme;
const stripe: HmacScheme = {
  kind: "hmac",
  header: "stripe-signature",
  fields: { signature: "v1", timestamp: "t" },
  signed: "{timestamp}.{body}",
  timestamp: { toleranceSeconds: 300 },
};

/** How each published vector is checked: the scheme, the header of the expected signature, and the moment it was made for. */
const known: Record<string, { scheme: SignatureScheme; header: string; at: number }> = {
  slack: { scheme: slack, header: "x-slack-signature", at: 1531420618 },
  github: { scheme: github.webhook?.signature as SignatureScheme, header: "x-hub-signature-256", at: 0 },
  "standard-webhooks": {
    scheme: genericWebhook.webhook?.signature as SignatureScheme,
    header: "webhook-signature",
    at: 1614265330,
  },
  stripe: { scheme: stripe, header: "stripe-signature", at: 1614265330 },
};

test.each(vectors.vectors)("the published vector of $provider", async (vector) => {
  const { scheme, header, at } = known[vector.provider] as (typeof known)[string];
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(vector.headers)) if (value) headers[name.toLowerCase()] = value;
  headers[header] = vector.expected;
  const request = { body: Buffer.from(vector.body), headers };
  const now = new Date(at * 1000);
  expect(await verifySignature(scheme, request, [vector.secret], now)).toBeNull();
  expect(await verifySignature(scheme, request, [`${vector.secret.slice(0, -4)}AAAA`], now)).toMatchObject({
    code: "wrong_signature",
  });
  expect(
    await verifySignature(scheme, { ...request, body: Buffer.from(`${vector.body} `) }, [vector.secret], now),
  ).not.toBeNull();
});

test("signs as it verifies", async () => {
  const body = Buffer.from('{"a":"ü"}');
  const now = new Date();
  for (const scheme of [slack, stripe]) {
    const headers = signDelivery(scheme, "s", body, now) ?? {};
    expect(await verifySignature(scheme, { body, headers }, ["s"], now)).toBeNull();
    const late = new Date(now.getTime() + 301_000);
    expect(await verifySignature(scheme, { body, headers }, ["s"], late)).toMatchObject({ code: "stale" });
  }
});

test("a signature made with an old timestamp does not pass with a new one", async () => {
  const body = Buffer.from("{}");
  const headers = signDelivery(slack, "s", body, new Date(0)) ?? {};
  headers["x-slack-request-timestamp"] = String(Math.floor(Date.now() / 1000));
  expect(await verifySignature(slack, { body, headers }, ["s"], new Date())).toMatchObject({ code: "wrong_signature" });
  headers["x-slack-request-timestamp"] = "soon";
  expect(await verifySignature(slack, { body, headers }, ["s"], new Date())).toMatchObject({ code: "stale" });
});

test("several signatures in one header: any good one passes, none of them does not", async () => {
  const scheme: HmacScheme = { kind: "hmac", header: "x-pagerduty-signature", prefix: "v1=", separator: "," };
  const body = Buffer.from("{}");
  const good = createHmac("sha256", "s").update(body).digest("hex");
  const check = (value: string) =>
    verifySignature(scheme, { body, headers: { "x-pagerduty-signature": value } }, ["s"], new Date());
  expect(await check(`v1=${"0".repeat(64)},v1=${good}`)).toBeNull();
  expect(await check(`v1=${"0".repeat(64)}`)).toMatchObject({ code: "wrong_signature" });
  expect(await check(good)).toMatchObject({ code: "wrong_signature" });
  expect(await check("v1=")).toMatchObject({ code: "wrong_signature" });
});

test("Ed25519: the public key is the secret, nonsense is refused and never thrown", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const hex = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
  const scheme: SignatureScheme = {
    kind: "ed25519",
    header: "x-signature-ed25519",
    signed: "{timestamp}{body}",
    timestamp: { header: "x-signature-timestamp", toleranceSeconds: 300 },
  };
  const now = new Date();
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const body = Buffer.from('{"type":0}');
  const signature = sign(null, Buffer.concat([Buffer.from(timestamp), body]), privateKey).toString("hex");
  const check = (given: string, key: string) =>
    verifySignature(
      scheme,
      { body, headers: { "x-signature-ed25519": given, "x-signature-timestamp": timestamp } },
      [key],
      now,
    );
  expect(await check(signature, hex)).toBeNull();
  expect(await check(signature.replace(/^../, "00"), hex)).toMatchObject({ code: "wrong_signature" });
  expect(await check("zz", hex)).toMatchObject({ code: "wrong_signature" });
  expect(await check(signature, "not a key")).toMatchObject({ code: "wrong_signature" });
});

test("a body that is not UTF-8 is checked as it came", async () => {
  const body = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
  const signature = createHmac("sha256", "s").update(body).digest("hex");
  const scheme = github.webhook?.signature as SignatureScheme;
  const headers = { "x-hub-signature-256": `sha256=${signature}` };
  expect(await verifySignature(scheme, { body, headers }, ["s"], new Date())).toBeNull();
});

test("takes what the Standard Webhooks library signs, and the library takes what we sign", async () => {
  const secret = `whsec_${Buffer.from("thirty-two bytes are enough here").toString("base64")}`;
  const scheme = genericWebhook.webhook?.signature as SignatureScheme;
  const body = '{"type":"a.b"}';
  const now = new Date();
  const library = new Webhook(secret);
  const headers = {
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": library.sign("msg_1", now, body),
  };
  expect(await verifySignature(scheme, { body: Buffer.from(body), headers }, [secret], now)).toBeNull();
  const ours = signDelivery(scheme, secret, Buffer.from(body), now) ?? {};
  expect(library.verify(body, ours)).toEqual({ type: "a.b" });
});
