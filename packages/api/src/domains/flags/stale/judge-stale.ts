import type { Flag, FlagConfiguration } from "../flag-refs.ts";

/** What is known of a flag when somebody asks whether it is still needed. */
export interface StaleScene {
  now: Date;
  /** What it does in every environment in use. */
  configurations: readonly (FlagConfiguration & { production: boolean; hasOverrides: boolean })[];
  /** When it was last evaluated, by SDKs that tell; null when it never was. */
  evaluatedAt: Date | null;
  /** Since when some SDK of the workspace has told what it evaluates; null when none does: then silence proves nothing. */
  toldSince: Date | null;
  /** Whether a plan goes on or stands still for it. */
  planned: boolean;
}

/** Days without a change, and without an evaluation, after which a flag is stale. */
export const staleDays = 30;
const dayMs = 86_400_000;

/** Why a flag is probably needed no more, in words; null while it may be. */
export function judgeStale(flag: Flag, scene: StaleScene): string | null {
  if (flag.state !== "active" || scene.planned) return null;
  return reviewDue(flag, scene) ?? rolledOut(flag, scene) ?? neverEvaluated(flag, scene);
}

/** A review that was due; whoever changed the flag since then has looked. */
function reviewDue({ reviewAt, updatedAt }: Flag, { now }: StaleScene): string | null {
  if (!reviewAt || reviewAt > now || updatedAt > reviewAt) return null;
  return `Its review was due on ${day(reviewAt)}.`;
}

function rolledOut(flag: Flag, { now, configurations }: StaleScene): string | null {
  const on = configurations.filter(({ enabled, killed }) => enabled && !killed);
  if (!on.some(({ production }) => production)) return null;
  const [first] = on;
  if (!first || typeof first.serve !== "string") return null;
  if (!on.every((one) => givesEverybody(flag, one) && one.serve === first.serve)) return null;
  const last = newest([flag.updatedAt, ...configurations.map(({ updatedAt }) => updatedAt)]);
  if (now.getTime() - last.getTime() < staleDays * dayMs) return null;
  return `Everybody gets "${first.serve}" wherever it is switched on, and nobody has changed it since ${day(last)}.`;
}

/** Whether one variant is all that anybody can get there. */
function givesEverybody({ type }: Flag, one: StaleScene["configurations"][number]): boolean {
  const { serve, schedule, deny, prerequisites, rules, rollout, hasOverrides } = one;
  const all = (rollout?.percentage ?? 100) === 100;
  const denied = (deny?.users?.length ?? 0) + (deny?.tenants?.length ?? 0) > 0;
  // A rule that gives the same to some changes nothing; one that gives another does.
  const alike = rules.every((rule) => (rule.serve ?? serve) === serve);
  const list = type === "tenantList" || type === "userList";
  return (
    typeof serve === "string" &&
    all &&
    !list &&
    !denied &&
    alike &&
    !schedule &&
    !hasOverrides &&
    prerequisites.length === 0
  );
}

function neverEvaluated({ createdAt, updatedAt }: Flag, scene: StaleScene): string | null {
  const { now, evaluatedAt, toldSince, configurations } = scene;
  if (evaluatedAt || !toldSince) return null;
  const since = newest([createdAt, updatedAt, toldSince, ...configurations.map((one) => one.updatedAt)]);
  if (now.getTime() - since.getTime() < staleDays * dayMs) return null;
  return `No SDK has evaluated it, and they tell since ${day(toldSince)}; it was last changed on ${day(newest([createdAt, updatedAt]))}.`;
}

function newest(moments: readonly Date[]): Date {
  return new Date(Math.max(...moments.map((one) => one.getTime())));
}

function day(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
