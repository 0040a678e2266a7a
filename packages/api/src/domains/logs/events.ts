import { z } from "zod";
import { defineEvent } from "../../outbox/define-event.ts";

export * from "./error-groups/error-group-events.ts";

const days = z.object({ error: z.number(), warn: z.number(), info: z.number(), debug: z.number() });

export const logSourceConnected = defineEvent({
  type: "log_source.connected",
  subject: "log_source",
  description: "A service delivered its first log entry by an API key.",
  data: z.object({ service: z.string(), door: z.string(), client: z.string().nullable() }),
});

export const logRetentionChanged = defineEvent({
  type: "log_settings.retention_changed",
  subject: "workspace",
  description: "Somebody changed how many days log entries are kept.",
  data: z.object({ days }),
  outbound: false,
});

export const logLimitsChanged = defineEvent({
  type: "log_settings.limits_changed",
  subject: "workspace",
  description: "Somebody changed how many log entries and bytes the workspace takes.",
  data: z.object({ entriesPerSecond: z.number().nullable(), bytesPerDay: z.number().nullable() }),
  outbound: false,
});

const rule = z.object({ name: z.string() });

export const logRedactionRuleCreated = defineEvent({
  type: "log_redaction_rule.created",
  subject: "log_redaction_rule",
  description: "Somebody added a pattern that log entries may not contain.",
  data: rule,
  outbound: false,
});

export const logRedactionRuleUpdated = defineEvent({
  type: "log_redaction_rule.updated",
  subject: "log_redaction_rule",
  description: "Somebody changed a pattern that log entries may not contain, or switched it on or off.",
  data: rule,
  outbound: false,
});

export const logRedactionRuleDeleted = defineEvent({
  type: "log_redaction_rule.deleted",
  subject: "log_redaction_rule",
  description: "Somebody deleted a pattern that log entries may not contain; what it replaced stays replaced.",
  data: rule,
  outbound: false,
});

export const logRedactionSwitched = defineEvent({
  type: "log_settings.redaction_switched",
  subject: "workspace",
  description: "Somebody switched a built-in redaction rule on or off.",
  data: z.object({ rule: z.string(), enabled: z.boolean() }),
  outbound: false,
});

/** Where a key asked for it: keys of other environments do not hear of it. Left out for members. */
const asked = { environmentId: z.string().optional() };

export const logDeletionRequested = defineEvent({
  type: "log_deletion.requested",
  subject: "log_deletion",
  description: "Somebody asked for log entries to be deleted by a filter.",
  data: z.object({
    ...asked,
    filter: z.record(z.string(), z.unknown()),
    reason: z.string(),
    expected: z.number(),
  }),
  outbound: false,
});

export const logDeletionCompleted = defineEvent({
  type: "log_deletion.completed",
  subject: "log_deletion",
  description: "Log entries were deleted by a filter, and counted afterwards.",
  data: z.object({ ...asked, deleted: z.number(), left: z.number() }),
  outbound: false,
});

export const logDeletionFailed = defineEvent({
  type: "log_deletion.failed",
  subject: "log_deletion",
  description: "A deletion of log entries did not finish.",
  data: z.object({ ...asked, deleted: z.number(), failure: z.string() }),
  outbound: false,
});

/** The name is null where the search is somebody's own: the event log is everybody's. */
const savedSearch = z.object({ name: z.string().nullable(), shared: z.boolean() });

export const savedSearchCreated = defineEvent({
  type: "saved_search.created",
  subject: "saved_search",
  description: "Somebody gave a log search a name.",
  data: savedSearch,
});

export const savedSearchUpdated = defineEvent({
  type: "saved_search.updated",
  subject: "saved_search",
  description: "Somebody changed a saved log search.",
  data: savedSearch,
});

export const savedSearchRemoved = defineEvent({
  type: "saved_search.removed",
  subject: "saved_search",
  description: "Somebody removed a saved log search.",
  data: savedSearch,
});

export const logsExported = defineEvent({
  type: "log_export.started",
  subject: "log_export",
  description: "Somebody began to download log entries.",
  data: z.object({
    ...asked,
    format: z.string(),
    /** What was asked for, as it was asked. */
    filter: z.record(z.string(), z.unknown()),
    /** Entries at most; null for all. */
    limit: z.number().nullable(),
    /** True where an earlier download that broke off is continued. */
    resumed: z.boolean(),
  }),
});
