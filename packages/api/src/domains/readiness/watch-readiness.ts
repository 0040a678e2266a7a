import { EventSource } from "../../subscriptions/event-source.ts";

/** Nouns whose events can move a claim. */
const subjects = ["integration", "webhook_endpoint", "api_key", "invitation", "claim"];

/** Whatever may have moved a claim. Ordinary signals do not: they arrive by the hundred and leave a proven claim proven. */
export function watchReadiness(workspaceId: string, after: string | null | undefined): EventSource {
  return new EventSource({
    workspaceId,
    permission: "readiness:read",
    after: after ?? null,
    types: null,
    matches: ({ subjectType }) => subjects.includes(subjectType),
  });
}
