import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
const base64url = (data: Buffer | string) => Buffer.from(data).toString("base64url");

// WebAuthn §6.1: user present, user verified, attested credential data included.
const present = 0x01;
const verified = 0x04;
const attested = 0x40;

/** An authenticator in software (WebAuthn level 2, ES256, attestation `none`), bound to one origin as a browser binds it. */
export function softwarePasskey(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  const rpIdHash = sha256(new URL(origin).hostname);
  let counter = 0;

  function authenticatorData(flags: number, rest = Buffer.alloc(0)): Buffer {
    counter += 1;
    const head = Buffer.alloc(5);
    head.writeUInt8(flags, 0);
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([rpIdHash, head, rest]);
  }

  const clientData = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  const credential = (response: Record<string, unknown>) => ({
    id: base64url(id),
    rawId: base64url(id),
    type: "public-key",
    authenticatorAttachment: "platform",
    clientExtensionResults: {},
    response,
  });

  return {
    /** What `navigator.credentials.create` gives back, as JSON. */
    create({ challenge }: { challenge: string }) {
      const { x = "", y = "" } = publicKey.export({ format: "jwk" });
      // COSE_Key {1: EC2, 3: ES256, -1: P-256, -2: x, -3: y} in CBOR, RFC 9053.
      const cose = Buffer.concat([
        Buffer.from("a501020326200121", "hex"),
        Buffer.from("5820", "hex"),
        Buffer.from(x, "base64url"),
        Buffer.from("225820", "hex"),
        Buffer.from(y, "base64url"),
      ]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const data = authenticatorData(
        present | verified | attested,
        Buffer.concat([Buffer.alloc(16), length, id, cose]),
      );
      const size = Buffer.alloc(2);
      size.writeUInt16BE(data.length);
      // {"fmt": "none", "attStmt": {}, "authData": bytes} in CBOR.
      const attestation = Buffer.concat([
        Buffer.from("a363", "hex"),
        Buffer.from("fmt"),
        Buffer.from("64", "hex"),
        Buffer.from("none"),
        Buffer.from("67", "hex"),
        Buffer.from("attStmt"),
        Buffer.from("a068", "hex"),
        Buffer.from("authData"),
        Buffer.from("59", "hex"),
        size,
        data,
      ]);
      return credential({
        clientDataJSON: base64url(clientData("webauthn.create", challenge)),
        attestationObject: base64url(attestation),
        transports: ["internal"],
      });
    },
    /** What `navigator.credentials.get` gives back, as JSON. */
    get({ challenge }: { challenge: string }) {
      const data = authenticatorData(present | verified);
      const client = clientData("webauthn.get", challenge);
      const signature = createSign("sha256")
        .update(Buffer.concat([data, sha256(client)]))
        .sign(privateKey);
      return credential({
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
      });
    },
  };
}
