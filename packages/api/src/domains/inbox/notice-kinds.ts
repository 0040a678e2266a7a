import { idOutside } from "../../graphql/id-outside.ts";
import type { RecordedEvent } from "../../outbox/record-event.ts";
import type { Role } from "../../service/permissions.ts";

/** What a notice says. `place` is a path of the console below the workspace. */
export interface Notice {
  title: string;
  body: string;
  place: string;
}

/** One kind of notice that members can get, and choose to get or not. */
export interface NoticeKind {
  /** Stable name, the key of preferences. */
  kind: string;
  /** Its name in the list of preferences. */
  title: string;
  /** When it comes, for people. */
  description: string;
  /** Where it goes until the person has chosen. */
  default: { inbox: boolean; email: boolean; push: boolean };
  /** Events that may cause it. */
  on: readonly string[];
  /** Who is told: members of these roles, or one user. The person who did it is never told. */
  to(event: RecordedEvent): { roles: readonly Role[] } | { userId: string };
  /** What is said, or null when this event is none to tell of. */
  write(event: RecordedEvent): Notice | null;
}

/** The kind of what is sent to one person by the rule pipeline. */
export const personalMessageKind = "personal_message";

const admins = ["owner", "admin"] as const;
const operators = ["owner", "admin", "operator"] as const;
const everyone = ["owner", "admin", "operator", "viewer"] as const;

/** Text of an event's data, or what stands for it. */
function text(event: RecordedEvent, name: string, otherwise = ""): string {
  const value = event.data[name];
  return typeof value === "string" ? value : otherwise;
}

/** Every kind of notice, in the order of the preferences page. */
export const noticeKinds: readonly NoticeKind[] = [
  {
    kind: personalMessageKind,
    title: "A message is for you",
    description: "You are on call, an escalation reached you, or a rule names you.",
    default: { inbox: true, email: true, push: true },
    // No event by itself: the domain notifications brings them, message by message.
    on: [],
    to: () => ({ roles: [] }),
    write: () => null,
  },
  {
    kind: "integration_degraded",
    title: "An integration stopped working",
    description: "Evidence shows that an integration which was live is degraded or disconnected, or works again.",
    default: { inbox: true, email: true, push: false },
    on: ["integration.state_changed"],
    to: () => ({ roles: operators }),
    write: (event) => {
      const [name, from, to] = [text(event, "name", "An integration"), text(event, "from"), text(event, "to")];
      const place = `integrations/${idOutside("integration", event.subjectId)}`;
      const body = text(event, "evidence", "Look at its page for the evidence.");
      if (to === "degraded") return { title: `${name} is degraded`, body, place };
      if (from === "degraded" && to === "live") return { title: `${name} works again`, body, place };
      return null;
    },
  },
  {
    kind: "integration_stale",
    title: "An integration has gone quiet",
    description: "Nothing came from an integration within its expected interval. It may be fine and may be dead.",
    default: { inbox: true, email: false, push: false },
    on: ["integration.stale"],
    to: () => ({ roles: operators }),
    write: (event) => ({
      title: `${text(event, "name", "An integration")} has gone quiet`,
      body: text(event, "reason", "Nothing came within its expected interval."),
      place: `integrations/${idOutside("integration", event.subjectId)}`,
    }),
  },
  {
    kind: "webhook_endpoint_disabled",
    title: "A webhook endpoint was switched off",
    description: "An outbound webhook endpoint failed for too long, or a member switched it off.",
    default: { inbox: true, email: true, push: false },
    on: ["webhook_endpoint.disabled"],
    to: () => ({ roles: admins }),
    write: (event) => ({
      title: `Nothing is sent to ${text(event, "url", "a webhook endpoint")} any more`,
      body: text(event, "reason", "It was switched off."),
      place: `webhooks/${idOutside("webhook_endpoint", event.subjectId)}`,
    }),
  },
  {
    kind: "invitation_accepted",
    title: "Somebody accepted your invitation",
    description: "A person whom you invited is a member now.",
    default: { inbox: true, email: false, push: false },
    on: ["invitation.accepted"],
    to: (event) => {
      const invitedBy = text(event, "invitedBy");
      return invitedBy ? { userId: invitedBy } : { roles: admins };
    },
    write: (event) => ({
      title: `${text(event, "name", "Somebody")} accepted the invitation`,
      body: `${text(event, "email")} is a member now, as ${text(event, "role")}.`,
      place: "members",
    }),
  },
  {
    kind: "role_changed",
    title: "Your role changed",
    description: "Somebody gave you another role in a workspace.",
    default: { inbox: true, email: true, push: false },
    on: ["member.role_changed", "workspace.ownership_transferred"],
    to: (event) => {
      const next = event.data.to as { userId?: unknown } | string;
      return { userId: typeof next === "object" ? String(next.userId) : text(event, "userId") };
    },
    write: (event) => {
      const role = typeof event.data.to === "string" ? event.data.to : "owner";
      return { title: `You are ${role} now`, body: `${event.actorName} changed your role.`, place: "members" };
    },
  },
  {
    kind: "workspace_deletion",
    title: "A workspace will be deleted",
    description: "An owner asked for the deletion of a workspace, or cancelled it. Owners get a mail in any case.",
    default: { inbox: true, email: false, push: false },
    on: ["workspace.deletion_requested", "workspace.deletion_cancelled"],
    to: () => ({ roles: everyone }),
    write: (event) =>
      event.type === "workspace.deletion_cancelled"
        ? {
            title: `${text(event, "name")} is kept`,
            body: `${event.actorName} cancelled the deletion.`,
            place: "settings",
          }
        : {
            title: `${text(event, "name")} will be deleted on ${text(event, "purgeAfter").slice(0, 10)}`,
            body: `${event.actorName} asked for it. Until then any owner can cancel it.`,
            place: "settings",
          },
  },
  {
    kind: "flag_change_waits",
    title: "A change of a flag waits for approval",
    description: "Somebody asks for a change in an environment where a second member must approve.",
    default: { inbox: true, email: false, push: false },
    on: ["flag.change_requested", "flag_environment.change_requested"],
    to: () => ({ roles: operators }),
    write: (event) => ({
      title: `${event.actorName} asks for a ${changeOf(event)}`,
      body: text(event, "reason"),
      place: flagPlaceOf(event),
    }),
  },
  {
    kind: "flag_change_decided",
    title: "Your change of a flag was decided on",
    description: "A second member approved or rejected what you asked for.",
    default: { inbox: true, email: false, push: false },
    on: [
      ...["flag.change_approved", "flag.change_rejected"],
      ...["flag_environment.change_approved", "flag_environment.change_rejected"],
    ],
    to: (event) => {
      const asked = text(event, "requestedById");
      return asked ? { userId: asked } : { roles: [] };
    },
    write: (event) => {
      const how = event.type.endsWith(".change_approved") ? "approved" : "rejected";
      const body = text(event, "comment", text(event, "reason"));
      return {
        title: `${event.actorName} ${how} your ${changeOf(event)}`,
        body,
        place: flagPlaceOf(event),
      };
    },
  },
  {
    kind: "flag_approval",
    title: "Approval of changes of flags was switched off",
    description: "An environment asks no second member any more, or nobody is left who could approve.",
    default: { inbox: true, email: true, push: false },
    on: ["flag_environment.settings_changed"],
    to: () => ({ roles: everyone }),
    write: (event) =>
      event.data.requiresApproval === false
        ? {
            title: `Changes of flags in ${text(event, "environment")} need no approval any more`,
            body: `${event.actorName} switched it off. ${text(event, "reason")}`.trim(),
            place: "flags/settings",
          }
        : null,
  },
  {
    kind: "flag_change_refused",
    title: "A scheduled change of a flag was not made",
    description: "The time of a scheduled change came, and it could not be applied any more.",
    default: { inbox: true, email: true, push: false },
    on: ["flag.scheduled_change_refused"],
    to: () => ({ roles: operators }),
    write: (event) => ({
      title: `The scheduled change of ${text(event, "key", "a flag")} was not made`,
      body: text(event, "refusal"),
      place: flagPlaceOf(event),
    }),
  },
  {
    kind: "flag_stale",
    title: "A flag is probably needed no more",
    description: "A flag is rolled out and untouched, was never evaluated, or is past its review date.",
    default: { inbox: true, email: false, push: false },
    on: ["flag.went_stale"],
    to: () => ({ roles: operators }),
    write: (event) => ({
      title: `${text(event, "key", "A flag")} is probably needed no more`,
      body: text(event, "reason", "Look whether it is still needed."),
      place: flagPlaceOf(event),
    }),
  },
  {
    kind: "flag_override_expired",
    title: "An override of a flag ended",
    description: "A user or a tenant had an answer of its own until a time that has come.",
    default: { inbox: true, email: false, push: false },
    on: ["flag.override_expired"],
    to: () => ({ roles: operators }),
    write: (event) => ({
      title: `An override of ${text(event, "key", "a flag")} ended`,
      body: text(event, "reason"),
      place: flagPlaceOf(event),
    }),
  },
];

function changeOf(event: RecordedEvent): string {
  const key = text(event, "key", "a flag");
  return event.subjectType === "flag_environment" ? `change of the approvals in ${key}` : `change of ${key}`;
}

/** A segment has no page of its own; its requests stand on the flags' page. */
function flagPlaceOf(event: RecordedEvent): string {
  if (event.subjectType === "flag_environment") return "flags/settings";
  return event.subjectType === "flag" ? `flags/${idOutside("flag", event.subjectId)}` : "flags";
}

/** The kind of that name, or undefined. */
export function findNoticeKind(kind: string): NoticeKind | undefined {
  return noticeKinds.find((each) => each.kind === kind);
}
