/** Who acts. Made by the transport's authenticate, or by `systemContext` for jobs and reactions. */
export type Actor =
  | {
      readonly type: "user";
      readonly userId: string;
      readonly email: string;
      readonly emailVerified: boolean;
      readonly name: string;
      readonly sessionId: string;
      /** When the session ends; a socket that it opened is closed then (4403). */
      readonly expiresAt: Date;
    }
  | {
      readonly type: "api_key";
      readonly apiKeyId: string;
      readonly workspaceId: string;
      /** Null when the key works in every environment. */
      readonly environmentId: string | null;
      /** `plb_live_…` is secret, `plb_pub_…` publishable. */
      readonly kind: "secret" | "publishable";
      readonly scopes: readonly string[];
      /** Pages that a publishable key works from; null or left out for all. */
      readonly origins?: readonly string[] | null;
      readonly name: string;
      readonly expiresAt: Date | null;
    }
  | {
      readonly type: "embed";
      readonly embedTokenId: string;
      readonly workspaceId: string;
      readonly tenantId: string;
      /** The one widget that the token is for, `integrations`. */
      readonly component: string;
      /** The customer's own user id, or null for an anonymous visitor. */
      readonly subject: string | null;
      readonly expiresAt: Date;
    }
  | { readonly type: "system"; readonly name: string }
  | { readonly type: "anonymous" };

/** How the actor is named in history: its kind, its id where it has one, and what it was called at the time. */
export function describeActor(actor: Actor): { actorType: string; actorId: string | null; actorName: string } {
  switch (actor.type) {
    case "user":
      return { actorType: "user", actorId: actor.userId, actorName: actor.name || actor.email };
    case "api_key":
      return { actorType: "api_key", actorId: actor.apiKeyId, actorName: actor.name };
    case "embed":
      return { actorType: "embed", actorId: actor.embedTokenId, actorName: `${actor.component} widget` };
    case "system":
      return { actorType: "system", actorId: null, actorName: actor.name };
    case "anonymous":
      return { actorType: "anonymous", actorId: null, actorName: "anonymous visitor" };
  }
}

/** The identity that owns idempotency keys and rate limits. Anonymous callers are told apart by address elsewhere. */
export function callerOf(actor: Actor): string {
  const { actorType, actorId, actorName } = describeActor(actor);
  return `${actorType}:${actorId ?? actorName}`;
}
