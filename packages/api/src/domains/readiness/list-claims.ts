import { claims } from "../../registry-claims.gen.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import type { Claim, ClaimState, ClaimsDefinition } from "../../service/define-claims.ts";

const worstFirst: Record<ClaimState, number> = { broken: 0, stale: 1, claimed: 2, proven: 3 };

/** How the id of a claim ends that stands for a domain whose claims could not be read. */
export const unreadable = ":unreadable";

/** Everything that the workspace claims, worst first, longest known first among equals. Found once per request. */
export async function listClaims(ctx: Context, workspaceId: string): Promise<Claim[]> {
  const access = await authorize(ctx, workspaceId, "readiness:read");
  const key = `claims:${workspaceId}`;
  if (!ctx.memo.has(key)) ctx.memo.set(key, collect(ctx, workspaceId));
  const all = await (ctx.memo.get(key) as Promise<Claim[]>);
  return access.tenantId ? all.filter((claim) => claim.tenantId === access.tenantId) : all;
}

async function collect(ctx: Context, workspaceId: string): Promise<Claim[]> {
  const lists = await Promise.all(claims.map((definition) => claimsOf(ctx, workspaceId, definition)));
  return lists.flat().sort((a, b) => worstFirst[a.state] - worstFirst[b.state] || whenOf(a) - whenOf(b));
}

/** A domain that cannot say what it claims is itself something that is wrong; it must not hide what the others say. */
async function claimsOf(ctx: Context, workspaceId: string, definition: ClaimsDefinition): Promise<Claim[]> {
  try {
    return await definition.list(ctx, workspaceId);
  } catch (err) {
    ctx.app.log.error({ err, claims: definition.name, requestId: ctx.requestId }, "Claims could not be read.");
    return [
      {
        id: `${definition.name}${unreadable}`,
        title: `The state of ${definition.name.replaceAll("_", " ")} is known`,
        state: "broken",
        proof: null,
        reason: `It could not be read; the server has logged why, under ${ctx.requestId}.`,
        nextStep: null,
        subject: null,
        tenantId: null,
      },
    ];
  }
}

/** What is broken or stale for longest comes first; what is proven, most recently proven last. */
function whenOf({ since, proof }: Claim): number {
  return (since ?? proof?.when)?.getTime() ?? 0;
}
