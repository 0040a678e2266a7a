import { members } from "@plumbline/db/schema";
import { loadRow } from "../../../graphql/load-row.ts";
import type { Context } from "../../../service/context.ts";
import type { User } from "../../accounts/index.ts";
import { loadPerson } from "../../workspaces/index.ts";
import type { ClaimTaking } from "./list-takings.ts";

/** The person who is on it; null when the person has left the workspace this moment. */
export async function loadTaker(ctx: Context, { workspaceId, memberId }: ClaimTaking): Promise<User | null> {
  const member = await loadRow(ctx, members, workspaceId, memberId);
  return member && (await loadPerson(ctx, workspaceId, member.userId));
}
