import type { Db } from "@plumbline/db";
import { services } from "@plumbline/db/schema";
import { and, eq } from "drizzle-orm";
import { type Alert, readRecentAlerts, readRuleEvidence } from "../../alerts/index.ts";
import type { FlagGuard } from "../rollouts/rollout-ref.ts";

/** How a guard stands. Silence without data proves nothing. */
export interface GuardVerdict {
  state: FlagGuard["state"];
  detail: string;
  /** The newest data behind it; null for none. */
  dataAt: Date | null;
  /** The alert that breaches it. */
  alert: Alert | null;
}

/** Data older than a guard's window, and than this many milliseconds, says nothing of now: rules note what they saw once in a while. */
const freshMs = 15 * 60_000;
const lookedAt = 500;
const severities = ["critical", "error", "warning", "info"] as const;

/** What a guard is judged in. */
export interface GuardScene {
  workspaceId: string;
  /** Key of the plan's environment. */
  environment: string;
  now: Date;
  /** An alert that has just opened: it counts, even if it is over again. */
  opened?: Alert | undefined;
}

export async function judgeGuard(db: Db, guard: FlagGuard, scene: GuardScene): Promise<GuardVerdict> {
  return guard.ruleId === null ? await judgeService(db, guard, scene) : await judgeRule(db, guard, guard.ruleId, scene);
}

async function judgeRule(db: Db, guard: FlagGuard, ruleId: string, scene: GuardScene): Promise<GuardVerdict> {
  const evidence = await readRuleEvidence(db, scene.workspaceId, ruleId);
  if (!evidence) return unproven("Its rule is gone.", null);
  const { name, watching, failedReason, dataAt, seen, windowSeconds, open } = evidence;
  const breach = scene.opened?.ruleId === ruleId ? scene.opened : open;
  if (breach && counts(guard, breach)) return breached(breach, dataAt);
  if (!watching) return unproven(`The rule "${name}" is switched off or deleted.`, dataAt);
  if (failedReason) return unproven(`The rule "${name}" cannot be evaluated: ${failedReason}`, dataAt);
  if (!dataAt) return unproven(`No data yet: the rule "${name}" has not looked at anything.`, null);
  const age = scene.now.getTime() - dataAt.getTime();
  if (age > Math.max(windowSeconds * 1000, freshMs))
    return unproven(`No data since ${dataAt.toISOString()}: the rule "${name}" has nothing to look at.`, dataAt);
  return {
    state: "ok",
    detail: `${seen ?? "Looked"} at ${dataAt.toISOString()}; no alert is open.`,
    dataAt,
    alert: null,
  };
}

async function judgeService(db: Db, guard: FlagGuard, scene: GuardScene): Promise<GuardVerdict> {
  const { workspaceId, opened } = scene;
  const [service] = await db
    .select({ id: services.id, key: services.key, name: services.name })
    .from(services)
    .where(and(eq(services.workspaceId, workspaceId), eq(services.id, guard.serviceId ?? "")));
  if (!service) return unproven("Its service is gone.", null);
  const recent = await readRecentAlerts(db, workspaceId, { limit: lookedAt });
  const about = (alert: Alert) => namesService(alert, service) && isHere(alert, scene.environment);
  const own = (opened ? [opened, ...recent] : recent).filter(about);
  const breach = own.find((alert) => (alert.state !== "resolved" || alert.id === opened?.id) && counts(guard, alert));
  const dataAt = own[0]?.lastSeenAt ?? null;
  if (breach) return breached(breach, dataAt);
  if (!dataAt)
    return unproven(`No alert has ever named the service ${service.key}: nobody knows whether one would.`, null);
  return {
    state: "ok",
    detail: `No alert is open for ${service.key}; the last one was ${own[0]?.title}.`,
    dataAt,
    alert: null,
  };
}

/** Labels by which alerts name the service that they are about. */
const serviceLabels = ["service", "service.name", "service_name", "serviceId", "data.service", "data.serviceId"];

function namesService({ labels }: Alert, { id, key, name }: { id: string; key: string; name: string }): boolean {
  const words = new Set([id, key, name]);
  return serviceLabels.some((label) => words.has(labels[label] ?? ""));
}

/** An alert that names another environment is not about this one. */
function isHere({ labels }: Alert, environment: string): boolean {
  const named = labels.environment ?? labels.env ?? labels["deployment.environment"];
  return named === undefined || named === environment;
}

function counts({ severity }: FlagGuard, alert: Alert): boolean {
  return severity === null || severities.indexOf(alert.severity) <= severities.indexOf(severity);
}

function unproven(detail: string, dataAt: Date | null): GuardVerdict {
  return { state: "unproven", detail, dataAt, alert: null };
}

function breached(alert: Alert, dataAt: Date | null): GuardVerdict {
  return { state: "breached", detail: `${alert.title}: ${alert.reason}`, dataAt: dataAt ?? alert.lastSeenAt, alert };
}
