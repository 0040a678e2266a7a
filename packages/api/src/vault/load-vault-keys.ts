import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { VaultKey } from "./vault.ts";
import { VaultError } from "./vault-error.ts";

/**
 * Reads `VAULT_KEYS`: `id:base64` entries of 32 bytes, newest first, separated by commas.
 * @throws VaultError naming the entry by position or id, never by its key.
 */
export function parseVaultKeys(text: string): VaultKey[] {
  return text
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((entry, index) => {
      const at = entry.indexOf(":");
      const id = entry.slice(0, Math.max(0, at));
      const key = Buffer.from(entry.slice(at + 1), "base64");
      if (!/^[\w-]{1,32}$/.test(id)) {
        throw new VaultError(
          "bad_key",
          `Entry ${index + 1} of VAULT_KEYS needs an id before a colon. Write id:base64.`,
        );
      }
      if (key.length !== 32) {
        throw new VaultError(
          "bad_key",
          `The key "${id}" in VAULT_KEYS is not 32 bytes of base64. Make one with: openssl rand -base64 32`,
        );
      }
      return { id, key };
    });
}

/**
 * The keys from `VAULT_KEYS`, else the one in `<data folder>/vault.keys`, which is made (mode 0600) on the first run.
 * Whoever moves the data must move that file, or the sealed secrets stay closed.
 */
export function loadVaultKeys(options: { vaultKeys?: string | undefined; dataDir: string }): VaultKey[] {
  if (options.vaultKeys) return parseVaultKeys(options.vaultKeys);
  const path = join(options.dataDir, "vault.keys");
  try {
    return parseVaultKeys(readFileSync(path, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  mkdirSync(options.dataDir, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `local:${randomBytes(32).toString("base64")}\n`, { mode: 0o600 });
  try {
    // A link appears whole or not at all, and fails when another process was first; its key is then the one to read.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    unlinkSync(draft);
  }
  return parseVaultKeys(readFileSync(path, "utf8"));
}
