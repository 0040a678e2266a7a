import { exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";

/** Google's signature under what Pub/Sub posts; the keys are the twin's own. */
export interface GooglePush {
  /** The public key, in the shape of Google's certificates. */
  certificates: { keys: JWK[] };
  /** Posts that something in a mailbox changed, as the service account, for the audience that is the door's address. */
  send(
    url: string,
    given: { mailbox: string; account: string; audience: string; historyId: string },
  ): Promise<Response>;
}

/** Makes the keys. */
export async function startGooglePush(): Promise<GooglePush> {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  return {
    certificates: { keys: [{ ...(await exportJWK(publicKey)), kid: "1", alg: "RS256", use: "sig" }] },
    async send(url, { mailbox, account, audience, historyId }) {
      const token = await new SignJWT({ email: account, email_verified: true })
        .setProtectedHeader({ alg: "RS256", kid: "1" })
        .setIssuer("https://accounts.google.com")
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime("1h")
        .sign(privateKey);
      const data = Buffer.from(JSON.stringify({ emailAddress: mailbox, historyId })).toString("base64");
      const message = { data, messageId: `m-${historyId}`, publishTime: new Date().toISOString() };
      return await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ message, subscription: "projects/meridian/subscriptions/plumbline" }),
      });
    },
  };
}
