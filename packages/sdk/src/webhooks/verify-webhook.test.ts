import { createHmac, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type VerifyWebhookOptions, verifyWebhook } from "./verify-webhook.ts";

const secret = `whsec_${randomBytes(32).toString("base64")}`;
const now = Date.parse("2026-11-21T14:07:02Z");
const body = JSON.stringify({
  type: "signal.received",
  timestamp: "2026-11-21T14:07:01Z",
  data: {
    id: "evt_1",
    workspaceId: "ws_1",
    tenantId: null,
    subject: { type: "signal", id: "sig_1" },
    title: "Umlaut ü and 🪝",
  },
});

/** Signs as the specification says, apart from our own signer. */
function sign(text = body, key = secret, at = Math.floor(now / 1000)): Record<string, string> {
  const mac = createHmac("sha256", Buffer.from(key.slice(6), "base64"))
    .update(`msg_1.${at}.${text}`)
    .digest("base64");
  return { "webhook-id": "msg_1", "webhook-timestamp": String(at), "webhook-signature": `v1,${mac}` };
}

const verify = (options: Partial<VerifyWebhookOptions>) =>
  verifyWebhook({ body, headers: sign(), secret, now, ...options });

describe("verifyWebhook", () => {
  it("returns the event of a genuine webhook, from text, bytes and any form of headers", async () => {
    expect((await verify({})).data.subject).toEqual({ type: "signal", id: "sig_1" });
    expect((await verify({ body: Buffer.from(body), headers: new Headers(sign()) })).type).toBe("signal.received");
    const shouted = Object.fromEntries(Object.entries(sign()).map(([name, value]) => [name.toUpperCase(), [value]]));
    expect((await verify({ headers: shouted })).data.title).toBe("Umlaut ü and 🪝");
  });

  it("takes either secret while a rotation overlaps, on either side", async () => {
    const old = `whsec_${randomBytes(32).toString("base64")}`;
    await expect(verify({ secret: [old, secret] })).resolves.toBeTruthy();
    const both = {
      ...sign(),
      "webhook-signature": `v1a,xyz ${sign(body, old)["webhook-signature"]} ${sign()["webhook-signature"]}`,
    };
    await expect(verify({ headers: both })).resolves.toBeTruthy();
  });

  it("refuses a changed body, a wrong secret, another id and a signature of another version", async () => {
    await expect(verify({ body: body.replace("sig_1", "sig_2") })).rejects.toMatchObject({ reason: "signature" });
    await expect(verify({ secret: `whsec_${randomBytes(32).toString("base64")}` })).rejects.toMatchObject({
      reason: "signature",
    });
    await expect(verify({ headers: { ...sign(), "webhook-id": "msg_2" } })).rejects.toMatchObject({
      reason: "signature",
    });
    const other = { ...sign(), "webhook-signature": sign()["webhook-signature"]?.replace("v1,", "v2,") };
    await expect(verify({ headers: other })).rejects.toMatchObject({ reason: "signature" });
    await expect(verify({ headers: { ...sign(), "webhook-signature": "v1,%%%" } })).rejects.toMatchObject({
      reason: "signature",
    });
  });

  it("refuses replays, missing headers and secrets that are none", async () => {
    await expect(verify({ headers: sign(body, secret, now / 1000 - 301) })).rejects.toMatchObject({
      reason: "timestamp",
    });
    await expect(verify({ headers: { ...sign(), "webhook-timestamp": "soon" } })).rejects.toMatchObject({
      reason: "timestamp",
    });
    await expect(verify({ headers: { "webhook-id": "msg_1" } })).rejects.toMatchObject({ reason: "missing-header" });
    await expect(verify({ secret: "whsec_" })).rejects.toMatchObject({ reason: "secret" });
  });
});
