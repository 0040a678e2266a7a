import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changeFlags } from "../change/change-flags.ts";
import { requireSegment } from "../change/own-rows.ts";
import { reasonInput } from "../flag/name-input.ts";
import type { FlagSegment } from "../flag-refs.ts";
import { authorizeSegment } from "./update-flag-segment.ts";

export const removeFlagSegmentInput = z.object({
  segmentId: z.uuid(),
  reason: reasonInput.nullish().transform((reason) => reason || null),
});

export type RemoveFlagSegmentInput = z.input<typeof removeFlagSegmentInput>;

/** Removes a segment. @throws PreconditionError while rules name it: it says of which flags */
export async function removeFlagSegment(ctx: Context, input: RemoveFlagSegmentInput): Promise<FlagSegment> {
  const wish = parseInput(removeFlagSegmentInput, input);
  const { segmentId, reason } = wish;
  const workspaceId = await authorizeSegment(ctx, segmentId);
  return await transact(ctx, { workspaceId, verb: "removeFlagSegment", input: wish }, async (tx) => {
    const known = await requireSegment(tx, workspaceId, segmentId);
    const changes = [{ kind: "removeSegment" as const, segmentId }];
    await changeFlags(tx, ctx, { workspaceId, changes, reason, approved: true });
    return known;
  });
}
