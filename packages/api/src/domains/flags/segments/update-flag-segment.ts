import { flagSegments } from "@plumbline/db/schema";
import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { transact } from "../../../service/transact.ts";
import { authorizeRow } from "../../workspaces/index.ts";
import { changeFlags } from "../change/change-flags.ts";
import type { FlagChangeOf } from "../change/flag-change.ts";
import { requireSegment } from "../change/own-rows.ts";
import { fromJson } from "../flag/from-json.ts";
import { reasonInput } from "../flag/name-input.ts";
import type { FlagSegment } from "../flag-refs.ts";
import { segmentFields } from "./segment-fields.ts";

const wished = <T>(value: T | null | undefined): T | undefined => value ?? undefined;

export const updateFlagSegmentInput = z.object({
  segmentId: z.uuid(),
  /** The segment's `revision` as the maker of the change saw it. */
  expectedVersion: z.int().nullish().transform(wished),
  name: segmentFields.name.nullish().transform(wished),
  description: segmentFields.description.nullish().transform(wished),
  conditions: fromJson(segmentFields.conditions).nullish().transform(wished),
  reason: reasonInput.nullish().transform((reason) => reason || null),
});

export type UpdateFlagSegmentInput = z.input<typeof updateFlagSegmentInput>;

/** The workspace of a segment, for an actor that may change flags there. */
export async function authorizeSegment(ctx: Context, id: string): Promise<string> {
  return await authorizeRow(ctx, { table: flagSegments, id, permission: "flags:write", noun: "segment" });
}

/** The change that an input asks for. */
export function segmentChange(wish: z.output<typeof updateFlagSegmentInput>): FlagChangeOf<"segment"> {
  const { segmentId, expectedVersion, reason: _, ...fields } = wish;
  const set = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { kind: "segment", segmentId, expectedVersion, set };
}

/** Changes a segment, and with it every flag whose rules name it. @throws ConflictError when somebody else changed it meanwhile */
export async function updateFlagSegment(ctx: Context, input: UpdateFlagSegmentInput): Promise<FlagSegment> {
  const { segmentId } = parseInput(z.object({ segmentId: z.uuid() }), input);
  const workspaceId = await authorizeSegment(ctx, segmentId);
  const wish = parseInput(updateFlagSegmentInput, input);
  return await transact(ctx, { workspaceId, verb: "updateFlagSegment", input: wish }, async (tx) => {
    await changeFlags(tx, ctx, { workspaceId, changes: [segmentChange(wish)], reason: wish.reason });
    return await requireSegment(tx, workspaceId, segmentId);
  });
}
