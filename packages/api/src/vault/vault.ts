import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { VaultError } from "./vault-error.ts";

/** Where a sealed value lives. It is authenticated with the value, so a sealed text moved to another row does not open. */
export interface SealedPlace {
  /** Workspace id, or `none` for what belongs to no workspace. */
  workspaceId: string;
  /** Id of the row, or another name that is its own. */
  row: string;
  /** Table and column, e.g. `integrations.credentials`. */
  field: string;
}

/** One key. The first of a list seals; all of them open. */
export interface VaultKey {
  /** Short name kept in each envelope: letters, digits, `-` and `_`. */
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

/** Seals and opens secrets. Envelope: `v1.<key id>.<nonce>.<ciphertext and tag>`, base64url. */
export interface Vault {
  /** Seals with the newest key. */
  seal(secret: string, place: SealedPlace): string;
  /** @throws VaultError when the key is unknown, the text was changed, or it was sealed for another place. */
  open(sealed: string, place: SealedPlace): string;
  /** True when the value was not sealed with the newest key. */
  isStale(sealed: string): boolean;
  /** Id of the newest key. */
  readonly currentKeyId: string;
}

const tagBytes = 16;
const nonceBytes = 12;

/** Makes a vault from its keys, newest first. @throws VaultError without a usable key. */
export function createVault(keys: readonly VaultKey[]): Vault {
  const newest = keys[0];
  if (newest === undefined) throw new VaultError("no_key", "The vault has no key.");
  const byId = new Map(keys.map((entry) => [entry.id, entry.key]));
  return {
    currentKeyId: newest.id,
    seal(secret, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", newest.key, nonce);
      cipher.setAAD(additionalData(place));
      const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `v1.${newest.id}.${nonce.toString("base64url")}.${sealed.toString("base64url")}`;
    },
    open(envelope, place) {
      const { keyId, nonce, sealed } = parseEnvelope(envelope);
      const key = byId.get(keyId);
      if (!key)
        throw new VaultError(
          "unknown_key",
          `The secret in ${place.field} was sealed with the key "${keyId}", which VAULT_KEYS does not list.`,
        );
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(additionalData(place));
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      try {
        return decipher.update(sealed.subarray(0, -tagBytes), undefined, "utf8") + decipher.final("utf8");
      } catch {
        throw new VaultError("not_authentic", `The secret in ${place.field} was changed, or belongs to another row.`);
      }
    },
    isStale: (envelope) => parseEnvelope(envelope).keyId !== newest.id,
  };
}

function additionalData(place: SealedPlace): Buffer {
  // JSON keeps the parts apart: no two places give the same bytes.
  return Buffer.from(JSON.stringify([place.workspaceId, place.row, place.field]));
}

function parseEnvelope(envelope: string): { keyId: string; nonce: Buffer; sealed: Buffer } {
  const [version, keyId, nonce, sealed] = envelope.split(".");
  const parts = { nonce: Buffer.from(nonce ?? "", "base64url"), sealed: Buffer.from(sealed ?? "", "base64url") };
  if (version !== "v1" || !keyId || parts.nonce.length !== nonceBytes || parts.sealed.length < tagBytes) {
    throw new VaultError("not_authentic", "A sealed secret is not in the form that the vault writes.");
  }
  return { keyId, ...parts };
}
