import { z } from "zod";
import { attributeCondition, configurationPatch, serve } from "../configuration/configuration-fields.ts";
import { flagFields, flagKeyInput, flagPatch, valueKinds } from "../flag/flag-fields.ts";
import { nameInput } from "../flag/name-input.ts";

/**
 * What its maker saw. The change is refused when that was changed meanwhile. Of a configuration its `version`; of a flag the
 * `revision` of the flag, which counts only changes that hold everywhere against it; of a segment its `revision`.
 */
const expectedVersion = z.int().optional();

const override = z.strictObject({
  kind: z.enum(["user", "tenant"]),
  subject: z.string().min(1).max(500),
  variant: z.string().min(1),
  expiresAt: z.iso.datetime({ offset: true }).nullable(),
  reason: z.string(),
});

const segmentFields = {
  name: nameInput,
  description: z.string().trim().max(4000),
  conditions: z.array(attributeCondition).min(1, "A segment needs a condition."),
};

const newFlag = z.strictObject({
  ...flagFields,
  key: flagKeyInput,
  valueKind: z.enum(valueKinds),
  state: z.enum(["draft", "active"]),
  salt: z.string(),
  initialServe: serve,
  initialDefault: z.string(),
});

/**
 * One change of a flag or a segment, as JSON can carry it: verbs make them, change requests and scheduled changes keep them,
 * rollouts, imports and guards bring theirs. `changeFlags` applies them.
 */
export const flagChange = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("newFlag"),
    fields: newFlag,
    /** What it does in single environments from the beginning. Default: switched off in all. */
    configurations: z.array(z.strictObject({ environmentId: z.uuid(), set: configurationPatch })).optional(),
  }),
  z.strictObject({
    kind: z.literal("flag"),
    flagId: z.uuid(),
    expectedVersion,
    set: flagPatch.extend({
      state: z.enum(["draft", "active", "stale", "archived"]).optional(),
      staleReason: z.string().nullable().optional(),
    }),
  }),
  z.strictObject({
    kind: z.literal("configuration"),
    flagId: z.uuid(),
    environmentId: z.uuid(),
    expectedVersion,
    /** `killed` and `killReason` go together. */
    set: configurationPatch.extend({ killed: z.boolean().optional(), killReason: z.string().nullable().optional() }),
  }),
  z.strictObject({
    kind: z.literal("overrides"),
    flagId: z.uuid(),
    environmentId: z.uuid(),
    /** One that is there for the same user or tenant is replaced. */
    put: z.array(override),
    /** Ids of those that go. */
    remove: z.array(z.uuid()),
    /** Whose override it is, so that the tenant's own history shows it. */
    tenantId: z.uuid().nullable().optional(),
  }),
  z.strictObject({
    kind: z.literal("newSegment"),
    fields: z.strictObject({ ...segmentFields, key: flagKeyInput }),
  }),
  z.strictObject({
    kind: z.literal("segment"),
    segmentId: z.uuid(),
    expectedVersion,
    set: z.strictObject(segmentFields).partial(),
  }),
  z.strictObject({ kind: z.literal("removeSegment"), segmentId: z.uuid() }),
]);

export type FlagChange = z.infer<typeof flagChange>;

/** A change of one kind. */
export type FlagChangeOf<Kind extends FlagChange["kind"]> = Extract<FlagChange, { kind: Kind }>;

/** The fields of a segment that can be changed. */
export const segmentPatch = z.strictObject(segmentFields).partial();
