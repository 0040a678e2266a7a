import { eventually } from "../eventually.ts";
import type { Ask } from "./crawl-workspace.ts";

export interface FurnishAlertsOptions {
  ask: Ask;
  // biome-ignore lint/suspicious/noExplicitAny: answers of any shape
  make(mutation: string, input: Record<string, unknown>): Promise<any>;
  workspaceId: string;
  canary: string;
  /** Where the alerts' messages go. */
  channelId: string;
}

/** A rule with an alert that it opened, and everything by which alerts are routed, silenced and escalated. */
export async function furnishAlerts({
  ask,
  make,
  workspaceId,
  canary,
  channelId,
}: FurnishAlertsOptions): Promise<void> {
  const { data } = await ask("{ viewer { id } }");
  const userId = data.viewer.id;
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const { schedule } = await make("createOnCallSchedule", {
    workspaceId,
    name: canary,
    timeZone: "Europe/Lisbon",
    layers: [
      {
        name: canary,
        userIds: [userId],
        turn: { unit: "WEEKS", length: 1 },
        startsOn: "2026-01-05",
        handOverAt: "09:00",
      },
    ],
  });
  await make("addOnCallOverride", {
    scheduleId: schedule.id,
    userId,
    startsAt: new Date().toISOString(),
    endsAt: inAnHour,
    comment: canary,
  });
  const targets = [{ kind: "SCHEDULE", id: schedule.id }];
  const { policy } = await make("createEscalationPolicy", {
    workspaceId,
    name: canary,
    steps: [{ afterSeconds: 3600, targets }],
  });
  const { route } = await make("createAlertRoute", {
    workspaceId,
    name: canary,
    channelIds: [channelId],
    policyId: policy.id,
  });
  const matchers = [{ label: "rule", op: "EQ", value: `no ${canary}` }];
  await make("createAlertSilence", { workspaceId, comment: canary, endsAt: inAnHour, matchers });
  const condition = { kind: "event", types: ["environment.created"] };
  const { rule } = await make("createAlertRule", {
    workspaceId,
    name: canary,
    owner: canary,
    severity: "WARNING",
    definition: { condition, groupBy: ["data.name"], routeIds: [route.id] },
  });
  await make("createEnvironment", { workspaceId, key: `${canary}-alert`, name: canary, kind: "OTHER" });
  await eventually(async () => {
    const answer = await ask("query ($id: ID!) { node(id: $id) { ... on AlertRule { alerts { nodes { id } } } } }", {
      id: rule.id,
    });
    return answer.data.node.alerts.nodes.length > 0;
  }, 30);
}
