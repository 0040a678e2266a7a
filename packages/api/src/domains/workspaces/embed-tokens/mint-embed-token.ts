import type { Db } from "@plumbline/db";
import { embedTokens, tenants } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "../../../outbox/record-event.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { ForbiddenError, InvalidInputError, PreconditionError, UnauthenticatedError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { componentPermissions, type EmbedComponent, embedComponents } from "../../../service/permissions.ts";
import { transact } from "../../../service/transact.ts";
import { unknownRow } from "../authorize-row.ts";
import { embedTokenMinted } from "../events.ts";
import { signEmbedToken } from "./embed-token-format.ts";
import type { EmbedToken } from "./embed-token-ref.ts";
import { originInput } from "./origin-input.ts";

/** Seconds for which a token works. A page asks its backend for the next one through its callback. */
export const embedTokenSeconds = 600;

export const mintEmbedTokenInput = z
  .object({
    component: z
      .string()
      .pipe(z.enum(embedComponents as readonly [EmbedComponent, ...EmbedComponent[]], "is no widget.")),
    tenantId: z.uuid().nullish(),
    /** The workspace's own name for the tenant, instead of its id. */
    tenantKey: z.string().max(200).nullish(),
    /** The customer's own user id; left out for an anonymous visitor. */
    subject: z.string().trim().min(1).max(200).nullish(),
    origins: z
      .array(originInput)
      .min(1, "must name the origins of the pages that embed the widget.")
      .max(10)
      .transform((origins) => [...new Set(origins)]),
    /** Needed from a member, who may belong to several; a key belongs to one. */
    workspaceId: z.uuid().nullish(),
  })
  .refine(({ tenantId, tenantKey }) => Boolean(tenantId) !== Boolean(tenantKey), {
    path: ["tenantId"],
    message: "Name the tenant by tenantId or by tenantKey, one of the two.",
  });

export type MintEmbedTokenInput = z.input<typeof mintEmbedTokenInput>;

/** A token with what is known of it. */
export interface MintedEmbedToken {
  embedToken: EmbedToken;
  /** `plb_emb_…`, for the page. */
  token: string;
}

/**
 * Mints a token with which one widget shows one tenant's things on pages of the named origins, for ten minutes.
 * Meant for a backend with a secret API key; a member who may do it gets one for a preview.
 */
export async function mintEmbedToken(ctx: Context, input: MintEmbedTokenInput): Promise<MintedEmbedToken> {
  const workspaceId = workspaceFor(ctx, input.workspaceId ?? null);
  const access = await authorize(ctx, workspaceId, "embed_tokens:write");
  const wish = parseInput(mintEmbedTokenInput, input);
  // A key that may mint shows what lies in the workspace, as before; what changes something must be its own to hand on.
  if (componentPermissions(wish.component).includes("integrations:write") && !access.allows("integrations:write")) {
    throw new ForbiddenError(
      "integrations:write",
      `A token for ${wish.component} lets its holder connect integrations, which this credential itself may not.`,
      "Mint with a key that also carries the scope integrations:write, or mint a token for the component integrations.",
    );
  }
  return await transact(ctx, { workspaceId, verb: "mintEmbedToken", input: wish }, async (tx) => {
    const { component, subject = null, origins } = wish;
    const tenantId = await requireTenant(tx, workspaceId, wish);
    const now = ctx.app.clock.now();
    // Whole seconds, as the token carries them.
    const exp = Math.floor(now.getTime() / 1000) + embedTokenSeconds;
    const expiresAt = new Date(exp * 1000);
    const apiKeyId = ctx.actor.type === "api_key" ? ctx.actor.apiKeyId : null;
    const [embedToken] = await tx
      .insert(embedTokens)
      .values({ workspaceId, tenantId, component, subject, origins, apiKeyId, expiresAt, createdAt: now })
      .returning();
    const { id } = embedToken as EmbedToken;
    await recordEvent(tx, ctx, embedTokenMinted, {
      workspaceId,
      subjectId: id,
      tenantId,
      data: { component, subject, origins, expiresAt: expiresAt.toISOString() },
    });
    const claims = {
      id,
      ws: workspaceId,
      ten: tenantId,
      cmp: component,
      sub: subject,
      org: origins,
      key: apiKeyId,
      exp,
    };
    return { embedToken: embedToken as EmbedToken, token: signEmbedToken(ctx.app.secret, claims) };
  });
}

function workspaceFor({ actor }: Context, given: string | null): string {
  if (actor.type === "api_key") return given ?? actor.workspaceId;
  if (actor.type === "anonymous" || actor.type === "embed") {
    throw new UnauthenticatedError(
      "Embed tokens are minted by your backend.",
      "Call this with a secret API key that carries the scope embed_tokens:write.",
    );
  }
  if (given) return given;
  throw new InvalidInputError([{ path: ["workspaceId"], message: "is needed when a member asks." }]);
}

async function requireTenant(
  tx: Db,
  workspaceId: string,
  { tenantId, tenantKey }: { tenantId?: string | null; tenantKey?: string | null },
): Promise<string> {
  const which = tenantId ? eq(tenants.id, tenantId) : eq(tenants.key, tenantKey ?? "");
  const [tenant] = await tx
    .select({ id: tenants.id, archivedAt: tenants.archivedAt })
    .from(tenants)
    .where(and(eq(tenants.workspaceId, workspaceId), which));
  if (!tenant) throw unknownRow("tenant");
  if (tenant.archivedAt) throw new PreconditionError("This tenant is archived.", "Restore it first.");
  return tenant.id;
}
