import { z } from "zod";
import { defineEvent } from "../../outbox/define-event.ts";

const subject = "incident" as const;

/** What every event of an incident carries. */
export const incidentData = z.object({
  /** `INC-3` */
  name: z.string(),
  title: z.string(),
  severity: z.enum(["sev1", "sev2", "sev3", "sev4"]),
  state: z.enum(["open", "investigating", "mitigated", "resolved"]),
  /** What whoever did it said; null where they said nothing. */
  comment: z.string().nullable(),
});

export const incidentOpened = defineEvent({
  type: "incident.opened",
  subject,
  description: "Somebody said that something goes wrong for users.",
  data: incidentData,
});

export const incidentInvestigated = defineEvent({
  type: "incident.investigated",
  subject,
  description: "Somebody began to look for an incident's cause.",
  data: incidentData,
});

export const incidentMitigated = defineEvent({
  type: "incident.mitigated",
  subject,
  description: "Somebody said that users no longer feel an incident. Its linked error groups say whether that is so.",
  data: incidentData,
});

export const incidentRecurred = defineEvent({
  type: "incident.recurred",
  subject,
  description: "Somebody saw that an incident was not mitigated.",
  data: incidentData,
});

export const incidentResolved = defineEvent({
  type: "incident.resolved",
  subject,
  description: "Somebody said that an incident is over.",
  data: incidentData,
});

export const incidentReopened = defineEvent({
  type: "incident.reopened",
  subject,
  description: "Somebody opened a resolved incident again, within 24 hours.",
  data: incidentData,
});

export const incidentUpdated = defineEvent({
  type: "incident.updated",
  subject,
  description: "Somebody changed an incident's title, summary or severity.",
  data: incidentData,
});

export const incidentNoted = defineEvent({
  type: "incident.noted",
  subject,
  description: "Somebody wrote a note into an incident's timeline.",
  data: incidentData,
});

const link = incidentData.extend({
  /** The error group, as the API takes it. */
  errorGroupId: z.string(),
  errorGroup: z.string(),
  /** As in the group's own events: who does not see the group does not see this. */
  environmentId: z.string(),
});

export const incidentErrorGroupLinked = defineEvent({
  type: "incident.error_group_linked",
  subject,
  description: "Somebody said that an error group belongs to an incident.",
  data: link,
});

export const incidentErrorGroupUnlinked = defineEvent({
  type: "incident.error_group_unlinked",
  subject,
  description: "Somebody said that an error group does not belong to an incident.",
  data: link,
});

/** Types of events that say what an error group is called: not for who may not read logs. */
export const namingErrors = [incidentErrorGroupLinked.type, incidentErrorGroupUnlinked.type];
