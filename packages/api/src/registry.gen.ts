// Written by `npm run generate`. Do not edit.
import type { EventDefinition } from "./outbox/define-event.ts";
import type { JobDefinition } from "./outbox/define-job.ts";
import type { ReactionDefinition } from "./outbox/define-reaction.ts";
import * as m1 from "./domains/alerts/events.ts";
import * as m2 from "./domains/demo/events.ts";
import * as m3 from "./domains/documents/events.ts";
import * as m4 from "./domains/flags/events.ts";
import * as m5 from "./domains/incidents/events.ts";
import * as m6 from "./domains/integrations/events.ts";
import * as m7 from "./domains/logs/events.ts";
import * as m8 from "./domains/notifications/events.ts";
import * as m9 from "./domains/readiness/events.ts";
import * as m10 from "./domains/tenants/events.ts";
import * as m11 from "./domains/webhooks/events.ts";
import * as m12 from "./domains/workspaces/events.ts";
import * as m13 from "./domains/accounts/jobs/clean-up.ts";
import * as m14 from "./domains/accounts/jobs/send-mail.ts";
import * as m15 from "./domains/alerts/jobs/escalate-alert.ts";
import * as m16 from "./domains/alerts/jobs/evaluate-clock.ts";
import * as m17 from "./domains/alerts/jobs/evaluate-events.ts";
import * as m18 from "./domains/alerts/jobs/purge-samples.ts";
import * as m19 from "./domains/alerts/jobs/release-held.ts";
import * as m20 from "./domains/alerts/jobs/tick.ts";
import * as m21 from "./domains/documents/jobs/draft-candidates.ts";
import * as m22 from "./domains/documents/jobs/examine-signal.ts";
import * as m23 from "./domains/documents/jobs/join-all-questions.ts";
import * as m24 from "./domains/documents/jobs/join-questions.ts";
import * as m25 from "./domains/documents/jobs/read-source.ts";
import * as m26 from "./domains/documents/jobs/read-sources.ts";
import * as m27 from "./domains/documents/jobs/rescore-document.ts";
import * as m28 from "./domains/events/jobs/forget-old-requests.ts";
import * as m29 from "./domains/flags/jobs/advance-rollouts.ts";
import * as m30 from "./domains/flags/jobs/apply-scheduled-change.ts";
import * as m31 from "./domains/flags/jobs/expire-overrides.ts";
import * as m32 from "./domains/flags/jobs/find-stale.ts";
import * as m33 from "./domains/flags/jobs/purge-decisions.ts";
import * as m34 from "./domains/flags/jobs/purge-deltas.ts";
import * as m35 from "./domains/flags/jobs/purge-exposures.ts";
import * as m36 from "./domains/integrations/jobs/forward-signal.ts";
import * as m37 from "./domains/integrations/jobs/note-silences.ts";
import * as m38 from "./domains/integrations/jobs/poll-due.ts";
import * as m39 from "./domains/integrations/jobs/poll-integration.ts";
import * as m40 from "./domains/integrations/jobs/process-delivery.ts";
import * as m41 from "./domains/integrations/jobs/purge-deliveries.ts";
import * as m42 from "./domains/integrations/jobs/reconcile-integration.ts";
import * as m43 from "./domains/integrations/jobs/reconcile-integrations.ts";
import * as m44 from "./domains/integrations/jobs/renew-credentials.ts";
import * as m45 from "./domains/integrations/jobs/renew-due.ts";
import * as m46 from "./domains/integrations/jobs/reseal-secrets.ts";
import * as m47 from "./domains/logs/jobs/delete-entries.ts";
import * as m48 from "./domains/logs/jobs/group-errors.ts";
import * as m49 from "./domains/logs/jobs/index-closed-days.ts";
import * as m50 from "./domains/logs/jobs/index-log-hours.ts";
import * as m51 from "./domains/logs/jobs/keep-retention.ts";
import * as m52 from "./domains/logs/jobs/purge-error-counts.ts";
import * as m53 from "./domains/logs/jobs/tick-error-groups.ts";
import * as m54 from "./domains/notifications/jobs/purge-notifications.ts";
import * as m55 from "./domains/notifications/jobs/reseal-channel-secrets.ts";
import * as m56 from "./domains/notifications/jobs/send-notification.ts";
import * as m57 from "./domains/readiness/jobs/end-healed-takings.ts";
import * as m58 from "./domains/webhooks/jobs/deliver-webhook.ts";
import * as m59 from "./domains/webhooks/jobs/purge-webhook-messages.ts";
import * as m60 from "./domains/webhooks/jobs/reseal-webhook-secrets.ts";
import * as m61 from "./domains/workspaces/jobs/clean-up-invitations.ts";
import * as m62 from "./domains/workspaces/jobs/purge-due-workspaces.ts";
import * as m63 from "./domains/workspaces/jobs/purge-embed-tokens.ts";
import * as m64 from "./domains/workspaces/jobs/purge-workspace.ts";
import * as m65 from "./domains/alerts/reactions/on-action-pressed.ts";
import * as m66 from "./domains/documents/reactions/on-action-pressed.ts";
import * as m67 from "./domains/documents/reactions/on-flag-changed.ts";
import * as m68 from "./domains/documents/reactions/on-renamed.ts";
import * as m69 from "./domains/documents/reactions/on-signal.ts";
import * as m70 from "./domains/flags/reactions/on-alert-opened.ts";
import * as m71 from "./domains/flags/reactions/on-approver-lost.ts";
import * as m72 from "./domains/flags/reactions/on-flag-changed.ts";
import * as m73 from "./domains/inbox/reactions/on-noticeable-event.ts";
import * as m74 from "./domains/integrations/reactions/on-signal-received.ts";
import * as m75 from "./domains/notifications/reactions/on-button-pressed.ts";
import * as m76 from "./domains/readiness/reactions/on-claim-moved.ts";

export const events: readonly EventDefinition[] = [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12]
  .flatMap((module) => Object.values<unknown>(module))
  .filter((value): value is EventDefinition => (value as { kind?: unknown } | null)?.kind === "event");

export const jobs: readonly JobDefinition[] = [m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60, m61, m62, m63, m64]
  .flatMap((module) => Object.values<unknown>(module))
  .filter((value): value is JobDefinition => (value as { kind?: unknown } | null)?.kind === "job");

export const reactions: readonly ReactionDefinition[] = [m65, m66, m67, m68, m69, m70, m71, m72, m73, m74, m75, m76]
  .flatMap((module) => Object.values<unknown>(module))
  .filter((value): value is ReactionDefinition => (value as { kind?: unknown } | null)?.kind === "reaction");
