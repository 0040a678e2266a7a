import { z } from "zod";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { changeFlags } from "../change/change-flags.ts";
import { requireSegment } from "../change/own-rows.ts";
import { flagKeyInput } from "../flag/flag-fields.ts";
import { fromJson } from "../flag/from-json.ts";
import { reasonInput } from "../flag/name-input.ts";
import type { FlagSegment } from "../flag-refs.ts";
import { segmentFields } from "./segment-fields.ts";

export const createFlagSegmentInput = z.object({
  workspaceId: z.uuid(),
  key: flagKeyInput,
  name: segmentFields.name,
  description: segmentFields.description.nullish().transform((text) => text ?? ""),
  conditions: fromJson(segmentFields.conditions),
  reason: reasonInput.nullish().transform((reason) => reason || null),
});

export type CreateFlagSegmentInput = z.input<typeof createFlagSegmentInput>;

/** Makes a segment for the rules of many flags. @throws ConflictError when the workspace has one of that key */
export async function createFlagSegment(ctx: Context, input: CreateFlagSegmentInput): Promise<FlagSegment> {
  await authorize(ctx, input.workspaceId, "flags:write");
  const wish = parseInput(createFlagSegmentInput, input);
  const { workspaceId, reason, ...fields } = wish;
  return await transact(ctx, { workspaceId, verb: "createFlagSegment", input: wish }, async (tx) => {
    const changes = [{ kind: "newSegment" as const, fields }];
    const [outcome] = await changeFlags(tx, ctx, { workspaceId, changes, reason });
    return await requireSegment(tx, workspaceId, outcome?.segmentId ?? "");
  });
}
