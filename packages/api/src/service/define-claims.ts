import type { Context } from "./context.ts";

/** What evidence says of a claim. Only evidence moves it. */
export type ClaimState = "claimed" | "proven" | "stale" | "broken";

/** The newest evidence that a claimed capability works. */
export interface Proof {
  /** What was seen: “push to meridian/checkout-api, signature valid”. */
  what: string;
  /** When it was seen. */
  when: Date;
  /** From whom: “GitHub”. */
  from: string;
}

/** One thing that the workspace's configuration promises, with what is known of it. */
export interface Claim {
  /** Stable within the workspace: `integration:<uuid>:live`. */
  id: string;
  /** The promise as a fact: “GitHub deliveries arrive signed”. */
  title: string;
  state: ClaimState;
  proof: Proof | null;
  /** Why it is broken or stale, or what is missing while it is only claimed. */
  reason: string | null;
  /** Since when it is broken or stale; left out while it is neither. */
  since?: Date | null;
  /** What to do next; null when there is nothing to do. `href` is a path of the console below the workspace. */
  nextStep: { label: string; href: string } | null;
  /** Which things it belongs to, so that their pages show it. */
  subject: { type: string; id: string } | null;
  tenantId: string | null;
}

/** What a domain claims. Declared in `domains/<name>/claims.ts`; `workspace.readiness` lists them all. */
export interface ClaimsDefinition {
  readonly kind: "claims";
  readonly name: string;
  list(ctx: Context, workspaceId: string): Promise<Claim[]>;
}

export function defineClaims(options: Omit<ClaimsDefinition, "kind">): ClaimsDefinition {
  return { kind: "claims", ...options };
}
