import { randomBytes } from "node:crypto";
import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadVaultKeys, parseVaultKeys } from "./load-vault-keys.ts";
import { createVault } from "./vault.ts";

const first = { id: "2026-01", key: randomBytes(32) };
const second = { id: "2026-07", key: randomBytes(32) };
const place = { workspaceId: "w1", row: "r1", field: "integrations.credentials" };

test("opens what it sealed, and never seals the same text alike", () => {
  const vault = createVault([first]);
  const sealed = vault.seal("tøken", place);
  expect(vault.open(sealed, place)).toBe("tøken");
  expect(sealed).not.toContain("tøken");
  expect(vault.seal("tøken", place)).not.toBe(sealed);
});

test("does not open in another workspace, row or field, nor after a change", () => {
  const vault = createVault([first]);
  const sealed = vault.seal("token", place);
  for (const other of [{ workspaceId: "w2" }, { row: "r2" }, { field: "integrations.webhook_secret" }]) {
    expect(() => vault.open(sealed, { ...place, ...other })).toThrow("belongs to another row");
  }
  const parts = sealed.split(".");
  const bytes = Buffer.from(parts[3] ?? "", "base64url");
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  parts[3] = bytes.toString("base64url");
  expect(() => vault.open(parts.join("."), place)).toThrow("was changed");
  expect(() => vault.open("v1.2026-01.short.short", place)).toThrow("not in the form");
});

test("rotates: the new key seals, the old one still opens, and stale values are told", () => {
  const old = createVault([first]).seal("token", place);
  const rotated = createVault([second, first]);
  expect(rotated.isStale(old)).toBe(true);
  expect(rotated.open(old, place)).toBe("token");
  const anew = rotated.seal(rotated.open(old, place), place);
  expect(rotated.isStale(anew)).toBe(false);
  expect(createVault([second]).open(anew, place)).toBe("token");
  expect(() => createVault([second]).open(old, place)).toThrow('the key "2026-01", which VAULT_KEYS does not list');
});

test("makes a key file once, for the owner only", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "vault-"));
  const keys = loadVaultKeys({ dataDir });
  expect(loadVaultKeys({ dataDir })).toEqual(keys);
  expect(statSync(join(dataDir, "vault.keys")).mode & 0o077).toBe(0);
});

test("names a bad key by its id and never by its value", () => {
  expect(() => parseVaultKeys("a:dG9vIHNob3J0")).toThrow('The key "a" in VAULT_KEYS is not 32 bytes');
  expect(() => parseVaultKeys("dG9vIHNob3J0")).toThrow("Entry 1 of VAULT_KEYS needs an id");
});
