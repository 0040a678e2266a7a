import type { AlertLabels } from "@plumbline/db/schema";
import { isMeasured } from "../condition/condition.ts";
import type { ActiveRule } from "./active-rule.ts";
import type { Finding } from "./finding.ts";
import { groupKeyOf, labelsOf } from "./group.ts";
import { matchesEvent } from "./match-event.ts";
import { type GroupState, observe } from "./observe-event.ts";
import type { SeenEvent } from "./seen-event.ts";
import { emptyWindow } from "./window.ts";

/** Groups of one rule that are remembered. Beyond them whatever comes new is one group together. */
export const mostGroups = 500;

/** One event that one rule counts. */
export interface Match {
  rule: ActiveRule;
  event: SeenEvent;
  labels: AlertLabels;
  groupKey: string;
}

/** Which events which rules count, in the order of the log. */
export function matchEvents(rules: readonly ActiveRule[], events: readonly SeenEvent[]): Match[] {
  return events.flatMap((event) =>
    rules.flatMap((rule) => {
      const { condition, groupBy } = rule.definition;
      if (isMeasured(condition) || event.occurredAt.getTime() < rule.activeSince) return [];
      if (rule.tenantId && event.tenantId !== rule.tenantId) return [];
      if (!matchesEvent(condition, event)) return [];
      const labels = labelsOf(groupBy, event);
      return [{ rule, event, labels, groupKey: groupKeyOf(labels) }];
    }),
  );
}

/** The groups of one rule, found and made by their key. */
export interface Groups {
  get(rule: ActiveRule, match: Pick<Match, "groupKey" | "labels">): GroupState;
}

/** What a rule found in a batch. */
export interface RuleFinding {
  rule: ActiveRule;
  finding: Finding;
}

/** Puts the matches through their windows, in the order of the log. What is counted several times in a row comes as one finding. */
export function evaluateMatches(matches: readonly Match[], groups: Groups): RuleFinding[] {
  const found: RuleFinding[] = [];
  const newest = new Map<string, RuleFinding>();
  for (const match of matches) {
    const { condition } = match.rule.definition;
    if (isMeasured(condition)) continue;
    const group = groups.get(match.rule, match);
    for (const finding of observe(condition, group, match.event)) {
      const key = `${match.rule.id}\n${finding.groupKey}`;
      const last = newest.get(key)?.finding;
      if (finding.kind === "counted" && last && last.kind !== "cleared") {
        last.count += finding.count;
        if (last.kind === "counted") {
          last.at = Math.max(last.at, finding.at);
          last.samples = [...last.samples, ...finding.samples].slice(-5);
          continue;
        }
        last.lastAt = Math.max(last.lastAt, finding.at);
        continue;
      }
      const entry = { rule: match.rule, finding };
      newest.set(key, entry);
      found.push(entry);
    }
  }
  return found;
}

/** Makes {@link Groups} over windows that are known already; `made` and `touched` tell what has to be written. */
export function groupsOver(known: ReadonlyMap<string, GroupState>, counts: ReadonlyMap<string, number>) {
  const all = new Map(known);
  const perRule = new Map(counts);
  const touched = new Map<string, { ruleId: string; group: GroupState }>();
  const get: Groups["get"] = (rule, { groupKey, labels }) => {
    const place = (key: string) => `${rule.id}\n${key}`;
    let group = all.get(place(groupKey));
    if (!group) {
      const n = perRule.get(rule.id) ?? 0;
      const over = n >= mostGroups;
      const ownLabels = over ? { overflow: `more than ${mostGroups} groups` } : labels;
      const ownKey = over ? groupKeyOf(ownLabels) : groupKey;
      group = all.get(place(ownKey)) ?? { groupKey: ownKey, labels: ownLabels, state: emptyWindow() };
      if (!over) perRule.set(rule.id, n + 1);
      all.set(place(ownKey), group);
    }
    touched.set(place(group.groupKey), { ruleId: rule.id, group });
    return group;
  };
  return { get, touched };
}
