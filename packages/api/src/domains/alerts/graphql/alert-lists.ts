import { builder } from "../../../graphql/builder.ts";
import { EventRef } from "../../../graphql/event-type.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import type { RecordedEvent } from "../../../outbox/record-event.ts";
import { encodeCursor } from "../../../subscriptions/cursor.ts";
import { TenantRef } from "../../tenants/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { listAlerts } from "../alert/list-alerts.ts";
import { loadAlertOf, watchAlerts } from "../alert/watch-alerts.ts";
import { AlertSeverityEnum, AlertStateEnum } from "./enums.ts";
import { AlertRef, AlertRuleRef } from "./refs.ts";

const StateComparator = builder.inputType("AlertStateComparator", {
  description: "Compares an alert's state.",
  fields: (t) => ({ in: t.field({ type: [AlertStateEnum], description: "Any of these." }) }),
});

const SeverityComparator = builder.inputType("AlertSeverityComparator", {
  description: "Compares an alert's severity.",
  fields: (t) => ({ in: t.field({ type: [AlertSeverityEnum], description: "Any of these." }) }),
});

const SourceComparator = builder.inputType("AlertSourceComparator", {
  description: "Compares an alert's source.",
  fields: (t) => ({ in: t.stringList({ description: "Any of `rule`, `alertmanager`, `pagerduty` and so on." }) }),
});

const RuleComparator = builder.inputType("AlertRuleComparator", {
  description: "Compares the rule that opened an alert.",
  fields: (t) => ({ eq: t.globalID({ for: AlertRuleRef, description: "This one." }) }),
});

const TenantComparator = builder.inputType("AlertTenantComparator", {
  description: "Compares whose an alert is.",
  fields: (t) => ({ eq: t.globalID({ for: TenantRef, description: "This tenant's." }) }),
});

const MomentComparator = builder.inputType("AlertMomentComparator", {
  description: "A span of time.",
  fields: (t) => ({
    gte: t.field({ type: "DateTime", description: "From this moment." }),
    lt: t.field({ type: "DateTime", description: "Before this moment." }),
  }),
});

const LabelInput = builder.inputType("AlertLabelInput", {
  description: "A label with its value.",
  fields: (t) => ({
    label: t.string({ required: true, description: "Its name." }),
    value: t.string({ required: true, description: "Its value." }),
  }),
});

const AlertFilterInput = builder.inputType("AlertFilter", {
  description: "Which alerts; what is left out does not narrow.",
  fields: (t) => ({
    state: t.field({ type: StateComparator, description: "By state." }),
    severity: t.field({ type: SeverityComparator, description: "By severity." }),
    source: t.field({ type: SourceComparator, description: "By source." }),
    ruleId: t.field({ type: RuleComparator, description: "By rule." }),
    tenantId: t.field({ type: TenantComparator, description: "By tenant." }),
    openedAt: t.field({ type: MomentComparator, description: "Opened in this span." }),
    quiet: t.boolean({ description: "True: only what is kept quiet now. False: only what is not." }),
    labels: t.field({ type: [LabelInput], description: "With all of these labels." }),
    search: t.string({ description: "With this in the title, the reason or a label." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  alerts: t.connection(
    {
      type: AlertRef,
      description: "Alerts, the newest first. Needs `alerts:read`.",
      args: { filter: t.arg({ type: AlertFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listAlerts(ctx, workspace.id, page, uuids(filter ?? {})),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

builder.objectFields(TenantRef, (t) => ({
  alerts: t.connection({
    type: AlertRef,
    description: "Alerts of this tenant, the newest first. Needs `alerts:read`.",
    resolve: (tenant, page, ctx) => listAlerts(ctx, tenant.workspaceId, page, { tenantId: { eq: tenant.id } }),
  }),
}));

const AlertPayloadRef = builder.objectRef<RecordedEvent>("AlertPayload").implement({
  description: "An alert that changed.",
  fields: (t) => ({
    cursor: t.field({
      type: "Cursor",
      description: "Pass it as `after` to continue behind this change.",
      resolve: (event) => encodeCursor(event.position ?? 0),
    }),
    event: t.field({ type: EventRef, description: "What happened to it.", resolve: (event) => event }),
    alert: t.field({
      type: AlertRef,
      description: "The alert as it is now.",
      resolve: (event, _args, ctx) => loadAlertOf(ctx, event),
    }),
  }),
});

builder.subscriptionField("alertChanged", (t) =>
  t.field({
    type: AlertPayloadRef,
    description: "Alerts as they open, change and end. Counts are told at most once a minute for each alert.",
    args: {
      workspaceId: t.arg.globalID({ for: WorkspaceRef, required: true, description: "Where." }),
      after: t.arg({ type: "Cursor", description: "Continue behind this; left out, begin with what happens next." }),
    },
    subscribe: (_root, { workspaceId, after }) => watchAlerts(workspaceId.id, after),
    resolve: (event) => event,
  }),
);
