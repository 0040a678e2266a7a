import type { Context } from "../../../service/context.ts";
import { InvalidInputError, NotFoundError, UnauthenticatedError } from "../../../service/errors.ts";
import { findKeyWorkspace, findWorkspace } from "../../workspaces/index.ts";
import type { LogSearchInput } from "./log-search-input.ts";

/**
 * The workspace of `?workspace=<slug>`; an API key may leave it out. What the actor may do there is for the verb to ask.
 * @throws UnauthenticatedError for visitors
 * @throws NotFoundError for strangers
 */
export async function workspaceOfUrl(ctx: Context, { searchParams }: URL): Promise<{ id: string; slug: string }> {
  if (ctx.actor.type === "anonymous")
    throw new UnauthenticatedError("Logs are for members and API keys.", "Sign in, or send an API key.");
  const slug = searchParams.get("workspace");
  const workspace =
    ctx.actor.type === "api_key" ? await findKeyWorkspace(ctx, slug) : await findWorkspace(ctx, slug ?? "");
  if (!workspace)
    throw new NotFoundError(
      "There is no such workspace, or you do not belong to it.",
      "Check the slug in `workspace`.",
    );
  return { id: workspace.id, slug: workspace.slug };
}

/** The search of `query`, `since`, `until`, and of `level`, `service`, `tenant`, `environment`, which may be repeated. */
export function searchOfUrl({ searchParams }: URL): LogSearchInput {
  return {
    query: searchParams.get("query"),
    since: momentOf("since", searchParams.get("since")),
    until: momentOf("until", searchParams.get("until")),
    levels: searchParams.getAll("level"),
    services: searchParams.getAll("service"),
    tenants: searchParams.getAll("tenant"),
    environments: searchParams.getAll("environment"),
    traceId: searchParams.get("traceId"),
    text: searchParams.get("text"),
  };
}

function momentOf(name: string, text: string | null): Date | null {
  if (text === null) return null;
  const moment = new Date(text);
  if (!Number.isNaN(moment.getTime())) return moment;
  throw new InvalidInputError([{ path: [name], message: "must be a time in ISO 8601, 2026-11-21T14:07:02Z." }]);
}
