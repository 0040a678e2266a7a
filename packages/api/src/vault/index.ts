export { loadVaultKeys, parseVaultKeys } from "./load-vault-keys.ts";
export { createVault, type SealedPlace, type Vault, type VaultKey } from "./vault.ts";
export { VaultError } from "./vault-error.ts";
