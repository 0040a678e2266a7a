import type { Context } from "../../service/context.ts";
import { loadWorkspace } from "../workspaces/index.ts";
import type { Notification } from "./channel-kind.ts";

/** The absolute address of what a message is about, and the workspace's name, as both are now. */
export async function placeOf(
  ctx: Context,
  { workspaceId, message }: Pick<Notification, "workspaceId" | "message">,
): Promise<{ placeUrl: string; workspaceName: string }> {
  const workspace = await loadWorkspace(ctx, workspaceId);
  const base = ctx.app.config.publicUrl;
  const path = workspace ? `/w/${workspace.slug}/${message.place.replace(/^\/+/, "")}` : "/";
  return { placeUrl: `${base}${path}`, workspaceName: workspace?.name ?? "" };
}
