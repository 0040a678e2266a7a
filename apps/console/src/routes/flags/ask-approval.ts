import { mutate } from "../../data/client.ts";
import { toast } from "../../parts/toast.ts";
import { RequestFlagChangeDocument, type RequestFlagChangeInput } from "./edit.gen.ts";

/** A change that a second member may be asked for: exactly one of its parts. */
export type WishedChange = Pick<
  RequestFlagChangeInput,
  "configuration" | "flag" | "override" | "removeOverride" | "revive" | "rollback" | "segment" | "settings" | "state"
>;

/** Asks a second member for a change, and says that nothing has changed yet. */
export async function askApproval(workspaceId: string, change: WishedChange, reason: string): Promise<void> {
  await mutate(RequestFlagChangeDocument, { input: { workspaceId, ...change, reason } });
  toast("A second member is asked. Nothing has changed yet.");
}
