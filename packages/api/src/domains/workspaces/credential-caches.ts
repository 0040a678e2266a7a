import type { App } from "../../app.ts";
import type { Actor } from "../../service/actor.ts";
import { perApp } from "../../service/per-app.ts";
import { type CredentialCache, createCredentialCache } from "./credential-cache.ts";
import { followRevocations } from "./follow-revocations.ts";

/** What revokes an embed token: its own id, or that of the key that minted it. */
export interface GoodEmbedToken {
  embedTokenId: string;
  apiKeyId: string | null;
}

export interface CredentialCaches {
  /** By the key's hash. */
  keys: CredentialCache<Extract<Actor, { type: "api_key" }>>;
  /** By the token's id. */
  tokens: CredentialCache<GoodEmbedToken>;
}

/** What this process remembers of credentials. A revocation in any process is heard of through the event bus. */
export const credentialCaches = perApp((app: App): CredentialCaches => {
  const caches: CredentialCaches = { keys: createCredentialCache(), tokens: createCredentialCache() };
  followRevocations(app, (id) => forgetCredential(caches, id));
  return caches;
});

/** Forgets a key with the tokens that it minted, or a token. */
export function forgetCredential({ keys, tokens }: CredentialCaches, id: string): void {
  keys.forget((actor) => actor.apiKeyId === id);
  tokens.forget((token) => token.embedTokenId === id || token.apiKeyId === id);
}
