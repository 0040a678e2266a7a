import { z } from "zod";

/** Names a claim of a workspace. */
export const claimInput = z.object({ workspaceId: z.uuid(), claimKey: z.string().min(1).max(200) });

export type ClaimInput = z.input<typeof claimInput>;
