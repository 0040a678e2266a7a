import { z } from "zod";
import { defineEvent } from "../../outbox/define-event.ts";

/** What every change of a flag or a segment carries. */
export const flagChangeData = z.object({
  /** Key of the flag or the segment. */
  key: z.string(),
  name: z.string(),
  /** Where it was changed; null when everywhere. */
  environmentId: z.uuid().nullable(),
  environment: z.string().nullable(),
  /** Version of that environment's snapshot; null when everywhere. */
  version: z.number().nullable(),
  /** Every environment whose snapshot has changed, with the version that it has now. */
  environments: z.array(z.object({ id: z.uuid(), key: z.string(), version: z.number() })),
  /** Number of the revision. */
  revision: z.number(),
  /** Paths of what changed, `rollout.percentage`. */
  fields: z.array(z.string()),
  reason: z.string().nullable(),
});

const flagEvent = { subject: "flag", data: flagChangeData } as const;
const segmentEvent = { subject: "flag_segment", data: flagChangeData } as const;

export const flagCreated = defineEvent({ type: "flag.created", ...flagEvent, description: "Somebody made a flag." });

export const flagUpdated = defineEvent({
  type: "flag.updated",
  ...flagEvent,
  description: "A flag was changed in what holds in every environment: its variants, its owner, its state.",
});

export const flagConfigurationChanged = defineEvent({
  type: "flag.configuration_changed",
  ...flagEvent,
  description: "What a flag does in one environment was changed.",
});

export const flagKilled = defineEvent({
  type: "flag.killed",
  ...flagEvent,
  description: "A flag was killed in one environment: it answers its default whatever else is configured.",
});

export const flagRevived = defineEvent({
  type: "flag.revived",
  ...flagEvent,
  description: "A killed flag works again as it is configured.",
});

export const flagArchived = defineEvent({
  type: "flag.archived",
  ...flagEvent,
  description: "A flag was archived: it answers its default everywhere and leaves the lists.",
});

export const flagRestored = defineEvent({
  type: "flag.restored",
  ...flagEvent,
  description: "An archived flag is in use again.",
});

export const flagOverrideSet = defineEvent({
  type: "flag.override_set",
  ...flagEvent,
  description: "A user or a tenant has an answer of its own.",
});

export const flagOverrideRemoved = defineEvent({
  type: "flag.override_removed",
  ...flagEvent,
  description: "A user or a tenant has no answer of its own any more.",
});

export const flagOverrideExpired = defineEvent({
  type: "flag.override_expired",
  ...flagEvent,
  description: "The time of an override has ended.",
});

export const flagSegmentCreated = defineEvent({
  type: "segment.created",
  ...segmentEvent,
  description: "Somebody made a segment.",
});

export const flagSegmentUpdated = defineEvent({
  type: "segment.updated",
  ...segmentEvent,
  description: "A segment was changed, and with it every flag whose rules name it.",
});

export const flagSegmentRemoved = defineEvent({
  type: "segment.removed",
  ...segmentEvent,
  description: "A segment that no rule named was removed.",
});

const request = z.object({
  key: z.string(),
  name: z.string(),
  environmentId: z.uuid().nullable(),
  environment: z.string().nullable(),
  requestId: z.uuid(),
  /** Paths of what would change. */
  fields: z.array(z.string()),
  reason: z.string(),
  requestedBy: z.string(),
  /** The user who asked; null for an API key. */
  requestedById: z.uuid().nullable(),
  comment: z.string().nullable(),
  /** Whether it was approved from the address and browser of who asked, within a day; null where it was not approved. */
  sharedClient: z.boolean().nullable(),
});
const requestEvent = { subject: "flag", data: request } as const;

export const flagChangeRequested = defineEvent({
  type: "flag.change_requested",
  ...requestEvent,
  description: "Somebody asks a second member to approve a change.",
});

export const flagChangeApproved = defineEvent({
  type: "flag.change_approved",
  ...requestEvent,
  description: "A second member approved a change.",
});

export const flagChangeRejected = defineEvent({
  type: "flag.change_rejected",
  ...requestEvent,
  description: "A second member rejected a change, with the reason.",
});

export const flagChangeWithdrawn = defineEvent({
  type: "flag.change_withdrawn",
  ...requestEvent,
  description: "Who asked for a change does not want it any more.",
});

const scheduled = z.object({
  key: z.string(),
  name: z.string(),
  environmentId: z.uuid().nullable(),
  environment: z.string().nullable(),
  scheduledChangeId: z.uuid(),
  fields: z.array(z.string()),
  reason: z.string(),
  applyAt: z.string(),
  /** Why it could not be applied; null unless it was refused. */
  refusal: z.string().nullable(),
});
const scheduledEvent = { subject: "flag", data: scheduled } as const;

export const flagChangeScheduled = defineEvent({
  type: "flag.change_scheduled",
  ...scheduledEvent,
  description: "A change waits for its time.",
});

export const flagChangeUnscheduled = defineEvent({
  type: "flag.change_unscheduled",
  ...scheduledEvent,
  description: "A scheduled change was cancelled.",
});

export const flagScheduledChangeRefused = defineEvent({
  type: "flag.scheduled_change_refused",
  ...scheduledEvent,
  description: "The time of a scheduled change came, and it could not be applied any more.",
});

export const flagEnvironmentSettingsChanged = defineEvent({
  type: "flag_environment.settings_changed",
  subject: "flag_environment",
  description: "Somebody chose whether a second member must approve changes of flags in an environment.",
  data: z.object({
    environmentId: z.uuid(),
    environment: z.string(),
    requiresApproval: z.boolean(),
    /** Why it was switched off, who asked and who approved, or why nobody had to; null when it was switched on. */
    reason: z.string().nullable(),
  }),
});

const settingsRequest = { subject: "flag_environment", data: request } as const;

export const flagSettingsChangeRequested = defineEvent({
  type: "flag_environment.change_requested",
  ...settingsRequest,
  description: "Somebody asks a second member to let changes of flags in an environment be made alone.",
});

export const flagSettingsChangeApproved = defineEvent({
  type: "flag_environment.change_approved",
  ...settingsRequest,
  description: "A second member agreed that changes of flags in an environment can be made alone.",
});

export const flagSettingsChangeRejected = defineEvent({
  type: "flag_environment.change_rejected",
  ...settingsRequest,
  description: "A second member wants changes of flags in an environment to be approved as before, with the reason.",
});

export const flagSettingsChangeWithdrawn = defineEvent({
  type: "flag_environment.change_withdrawn",
  ...settingsRequest,
  description: "Who asked for changes without approval does not want it any more.",
});

const source = z.object({
  /** `plumbline-node`, or `ofrep` for OpenFeature's remote evaluation. */
  sdk: z.string(),
  /** Empty when it does not say. */
  sdkVersion: z.string(),
  environmentId: z.uuid(),
  apiKeyId: z.uuid(),
  /** The key's name. */
  apiKey: z.string(),
});

export const flagSourceConnected = defineEvent({
  type: "flag_source.connected",
  subject: "flag_source",
  description: "An SDK that evaluates flags was heard of for the first time.",
  data: source,
});

export const flagSourceEvaluated = defineEvent({
  type: "flag_source.evaluated",
  subject: "flag_source",
  description: "An SDK has evaluated flags for the first time: it is connected.",
  /** `flags`: keys of some of them; empty when all were asked for at once. */
  data: source.extend({ flags: z.array(z.string()) }),
});

const rollout = z.object({
  /** Key of the flag. */
  key: z.string(),
  flagId: z.uuid(),
  environmentId: z.uuid(),
  environment: z.string(),
  /** Steps that were taken. */
  step: z.number(),
  steps: z.array(z.number()),
  /** Of the last step that was taken; null before the first. */
  percentage: z.number().nullable(),
  /** When the next step is due; null when none is. */
  nextAt: z.string().nullable(),
  reason: z.string().nullable(),
  /** Name of the guard that was breached; null when none was. */
  guard: z.string().nullable(),
  /** The alert that breached it. */
  alertId: z.uuid().nullable(),
});
const rolloutEvent = { subject: "flag_rollout", data: rollout } as const;

export const rolloutStarted = defineEvent({
  type: "rollout.started",
  ...rolloutEvent,
  description: "Somebody started a plan that widens a flag step by step.",
});

export const rolloutPromoted = defineEvent({
  type: "rollout.promoted",
  ...rolloutEvent,
  description: "A plan took its next step.",
});

export const rolloutPaused = defineEvent({
  type: "rollout.paused",
  ...rolloutEvent,
  description: "A plan stands still: somebody paused it, changed its flag by hand, or a guard was breached.",
});

export const rolloutResumed = defineEvent({
  type: "rollout.resumed",
  ...rolloutEvent,
  description: "A paused plan goes on.",
});

export const rolloutCompleted = defineEvent({
  type: "rollout.completed",
  ...rolloutEvent,
  description: "A plan took its last step, and no guard was breached after it.",
});

export const rolloutAborted = defineEvent({
  type: "rollout.aborted",
  ...rolloutEvent,
  description: "Somebody ended a plan; the flag stays as the last step left it.",
});

export const rolloutRolledBack = defineEvent({
  type: "rollout.rolled_back",
  ...rolloutEvent,
  description: "A flag does again what it did before its plan: a guard was breached, or somebody wished it.",
});

export const flagsImported = defineEvent({
  type: "flags.imported",
  subject: "flag_import",
  description: "Flags of another system, or of a file, were made here or changed.",
  data: z.object({
    format: z.enum(["plumbline", "unleash", "flagd"]),
    created: z.array(z.string()),
    changed: z.array(z.string()),
    /** Keys of those that could not be taken over. */
    refused: z.array(z.string()),
    differences: z.number(),
  }),
});

export const flagWentStale = defineEvent({
  type: "flag.went_stale",
  ...flagEvent,
  description:
    "A flag is probably needed no more: fully rolled out and untouched, never evaluated, or past its review date.",
});
