import { z } from "zod";
import { defineEvent } from "../../../outbox/define-event.ts";

const group = z.object({
  title: z.string(),
  service: z.string(),
  exceptionType: z.string().nullable(),
  /** `fatal` or `error`, or `exception` for one below ERROR. */
  level: z.enum(["fatal", "error", "exception"]),
  count: z.number(),
  release: z.string().nullable(),
  /** Newest tenant that met it, by its key. */
  tenant: z.string().nullable(),
  /** The uuid of the environment that all its errors are of; `several`, or empty where senders named none. */
  environmentId: z.string(),
});
const subject = "error_group" as const;

export const errorGroupCreated = defineEvent({
  type: "error_group.created",
  subject,
  description: "An error came that is like none before.",
  data: group,
});

export const errorGroupCounted = defineEvent({
  type: "error_group.counted",
  subject,
  description: "An open error group got more errors. At most once a minute for each group.",
  data: group,
});

export const errorGroupRegressed = defineEvent({
  type: "error_group.regressed",
  subject,
  description: "An error group that was resolved came back.",
  data: group.extend({
    /** How often it has come back by now. */
    regressions: z.number(),
    resolvedBy: z.string().nullable(),
    resolvedIn: z.string().nullable(),
  }),
});

export const errorGroupResolved = defineEvent({
  type: "error_group.resolved",
  subject,
  description: "Somebody said that an error group is fixed.",
  data: group.extend({ resolvedIn: z.string().nullable() }),
});

export const errorGroupReopened = defineEvent({
  type: "error_group.reopened",
  subject,
  description: "Somebody opened a resolved or muted error group again.",
  data: group,
});

export const errorGroupMuted = defineEvent({
  type: "error_group.muted",
  subject,
  description: "Somebody keeps an error group quiet, until a time or until it has come so often.",
  data: group.extend({ until: z.string().nullable(), untilCount: z.number().nullable() }),
});

export const errorGroupUnmuted = defineEvent({
  type: "error_group.unmuted",
  subject,
  description: "What kept an error group quiet has ended: its time is over, or it came as often as was said.",
  data: group.extend({ because: z.string() }),
});

export const errorGroupAssigned = defineEvent({
  type: "error_group.assigned",
  subject,
  description: "An error group was given to somebody, or to nobody.",
  data: group.extend({ assignee: z.string().nullable() }),
});

const move = group.extend({ other: z.string(), patterns: z.number(), because: z.string() });

export const errorGroupMerged = defineEvent({
  type: "error_group.merged",
  subject,
  description: "Another error group was merged into this one, by what was learned or by somebody. It can be undone.",
  data: move,
});

export const errorGroupSplit = defineEvent({
  type: "error_group.split",
  subject,
  description: "Somebody took patterns out of an error group into one of their own. It can be undone.",
  data: move,
});

export const errorGroupMoveUndone = defineEvent({
  type: "error_group.move_undone",
  subject,
  description: "Somebody undid a merge or a split of this error group: the patterns that moved are where they were.",
  data: move,
});
