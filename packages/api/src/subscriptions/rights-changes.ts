import type { RecordedEvent } from "../outbox/record-event.ts";
import type { Actor } from "../service/actor.ts";

type Concerns = (actor: Actor, event: RecordedEvent) => boolean;

const person: Concerns = (actor, { data }) => actor.type === "user" && actor.userId === data.userId;

/** Events after which rights are looked at again, and whose: asking for thousands of sockets would hold up all of them. */
const rightsChanges: Readonly<Record<string, Concerns>> = {
  "member.removed": person,
  "member.left": person,
  "member.role_changed": person,
  "workspace.ownership_transferred": (actor) => actor.type === "user",
  "workspace.purged": () => true,
  "api_key.revoked": (actor, { subjectId }) => actor.type === "api_key" && actor.apiKeyId === subjectId,
  "embed_token.revoked": (actor, { subjectId }) => actor.type === "embed" && actor.embedTokenId === subjectId,
};

/** Whether an event changes anybody's rights. */
export function changesRights({ type }: RecordedEvent): boolean {
  return type in rightsChanges;
}

/** Whether the actor's own rights may be others after this event. */
export function concernsRightsOf(actor: Actor, event: RecordedEvent): boolean {
  return rightsChanges[event.type]?.(actor, event) ?? false;
}

/** Whether the event ended the actor's credential. What a credential carries in itself does not tell. */
export function endsCredential(actor: Actor, event: RecordedEvent): boolean {
  return (actor.type === "api_key" || actor.type === "embed") && concernsRightsOf(actor, event);
}
