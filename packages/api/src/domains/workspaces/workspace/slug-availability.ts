import { workspaces } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { inArray } from "drizzle-orm";
import type { Context } from "../../../service/context.ts";
import { UnauthenticatedError } from "../../../service/errors.ts";
import { slugProblem } from "./slug-rules.ts";
import { suggestSlugs } from "./suggest-slugs.ts";

/** Whether a slug can be had. */
export interface SlugAvailability {
  slug: string;
  available: boolean;
  /** Why not, for people; null when it can. */
  reason: string | null;
  /** Free ones, best first; at most three. */
  suggestions: string[];
}

/**
 * Whether a slug is free, with free ones like it. It says nothing about the workspace that has it. The answer can be out of date
 * a moment later: createWorkspace decides.
 * @throws UnauthenticatedError for visitors: taken slugs could be listed by asking
 */
export async function slugAvailability(ctx: Context, slug: string): Promise<SlugAvailability> {
  const { actor } = ctx;
  if (actor.type !== "user") throw new UnauthenticatedError("Sign in to choose a slug.", "Sign in, then try again.");
  const typed = slug.slice(0, 200);
  const candidates = suggestSlugs({ name: typed, email: actor.email });
  const taken = await takenAmong(ctx, [typed, ...candidates]);
  const reason = slugProblem(slug) ?? (taken.has(slug) ? `Another workspace has the slug ${slug}.` : null);
  const suggestions = candidates.filter((candidate) => candidate !== slug && !taken.has(candidate)).slice(0, 3);
  return { slug, available: reason === null, reason, suggestions };
}

/** Free slugs for a workspace's name, or for the company of the person's mail address; best first, at most three. */
export async function freeSlugs(ctx: Context, name: string | null): Promise<string[]> {
  const { actor } = ctx;
  if (actor.type !== "user") throw new UnauthenticatedError("Sign in to choose a slug.", "Sign in, then try again.");
  const candidates = suggestSlugs({ name: name?.slice(0, 200) ?? null, email: actor.email });
  const taken = await takenAmong(ctx, candidates);
  return candidates.filter((candidate) => !taken.has(candidate)).slice(0, 3);
}

async function takenAmong(ctx: Context, slugs: string[]): Promise<Set<string>> {
  const wellFormed = slugs.filter((slug) => slugProblem(slug) === null);
  if (wellFormed.length === 0) return new Set();
  const rows = await withSystem(ctx.app.database, (tx) =>
    tx.select({ slug: workspaces.slug }).from(workspaces).where(inArray(workspaces.slug, wellFormed)),
  );
  return new Set(rows.map((row) => row.slug));
}
