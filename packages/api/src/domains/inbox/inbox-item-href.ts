import type { Context } from "../../service/context.ts";
import { loadWorkspace } from "../workspaces/index.ts";
import type { InboxItem } from "./inbox-item-ref.ts";

/** The console's page about a notice, under the slug that the workspace has now. */
export async function inboxItemHref(ctx: Context, { workspaceId, place }: InboxItem): Promise<string> {
  const workspace = await loadWorkspace(ctx, workspaceId);
  return workspace ? `/w/${workspace.slug}/${place}` : "/inbox";
}
