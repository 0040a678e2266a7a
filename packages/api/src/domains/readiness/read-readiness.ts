import type { Context } from "../../service/context.ts";
import type { Claim, ClaimState } from "../../service/define-claims.ts";
import { listClaims } from "./list-claims.ts";

/** How much of what the workspace claims has been proven. */
export interface Readiness {
  workspaceId: string;
  claims: Claim[];
  total: number;
  counts: Record<ClaimState, number>;
  /** The first claim that has something to be done about it; null when everything is proven. */
  next: Claim | null;
}

export async function readReadiness(ctx: Context, workspaceId: string): Promise<Readiness> {
  const claims = await listClaims(ctx, workspaceId);
  const counts = { broken: 0, stale: 0, claimed: 0, proven: 0 };
  for (const { state } of claims) counts[state] += 1;
  return {
    workspaceId,
    claims,
    total: claims.length,
    counts,
    next: claims.find((claim) => claim.state !== "proven" && claim.nextStep) ?? null,
  };
}
