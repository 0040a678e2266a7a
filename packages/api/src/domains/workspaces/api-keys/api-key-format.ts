import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const prefixes = { secret: "plb_live_", publishable: "plb_pub_" } as const;

export type ApiKeyKind = keyof typeof prefixes;

/** A new key with what is stored and shown of it. */
export interface MadeApiKey {
  /** The key itself: shown once, never stored. */
  key: string;
  keyHash: string;
  /** Prefix and first four characters. */
  start: string;
  last4: string;
}

/** A key of 30 base62 characters of chance (178 bits) and 6 of checksum behind its prefix. */
export function makeApiKey(kind: ApiKeyKind): MadeApiKey {
  const body = Array.from({ length: 30 }, () => alphabet[randomInt(62)]).join("");
  const unchecked = prefixes[kind] + body;
  const key = unchecked + checksum(unchecked);
  return { key, keyHash: hashApiKey(key), start: unchecked.slice(0, prefixes[kind].length + 4), last4: key.slice(-4) };
}

/**
 * Whether a text can be a key at all. The checksum lets secret scanners tell real keys from look-alikes, and saves the
 * database a look-up for each guess and each typing error.
 */
export function isApiKey(text: string): boolean {
  const form = /^plb_(?:live|pub)_[0-9A-Za-z]{36}$/.test(text);
  return form && checksum(text.slice(0, -6)) === text.slice(-6);
}

/** SHA-256 in hex, as stored. */
export function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** CRC-32 over prefix and body in six base62 digits. */
function checksum(unchecked: string): string {
  let rest = crc32(unchecked);
  let digits = "";
  for (let place = 0; place < 6; place += 1) {
    digits = (alphabet[rest % 62] ?? "0") + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
