import type { Claim } from "../../service/define-claims.ts";

/** Whether evidence speaks against the claim: what is only claimed is not wrong, merely unproven. */
export function isWrong({ state }: Claim): boolean {
  return state === "broken" || state === "stale";
}
