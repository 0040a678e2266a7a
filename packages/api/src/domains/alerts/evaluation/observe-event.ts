import type { AlertLabels, WindowState } from "@plumbline/db/schema";
import type { AbsenceCondition, EventCondition } from "../condition/condition.ts";
import { describeSpan } from "./describe-span.ts";
import type { Finding } from "./finding.ts";
import { eventTitle, type SeenEvent } from "./seen-event.ts";
import { mostSamples, withTime } from "./window.ts";

/** What is known of one group, and whose it is. */
export interface GroupState {
  groupKey: string;
  labels: AlertLabels;
  state: WindowState;
}

type OverEvents = EventCondition | AbsenceCondition;

/**
 * What the passing of time alone changes: a group that has been quiet long enough is over (event) or amiss (absence). The
 * finding has the moment at which it became so, not the one at which somebody looked.
 */
export function advance(condition: OverEvents, group: GroupState, now: number): Finding[] {
  const { groupKey, labels, state } = group;
  if (state.lastSeen === null) return [];
  if (condition.kind === "absence") {
    const at = state.lastSeen + condition.forSeconds * 1000;
    if (state.firing || at > now) return [];
    state.firing = true;
    const since = new Date(state.lastSeen).toISOString();
    const reason = `No ${condition.types.join(" or ")} for ${describeSpan(condition.forSeconds)}, since ${since}.`;
    return [
      {
        kind: "fired",
        groupKey,
        labels,
        at,
        firstAt: state.lastSeen,
        lastAt: at,
        count: 1,
        samples: state.samples,
        reason,
      },
    ];
  }
  const at = state.lastSeen + condition.resolveAfterSeconds * 1000;
  if (!state.firing || at > now) return [];
  state.firing = false;
  state.recent = [];
  const cause = `No matching event for ${describeSpan(condition.resolveAfterSeconds)}.`;
  return [{ kind: "cleared", groupKey, labels, at, cause }];
}

/** What one matching event changes, after the time that passed until it. */
export function observe(condition: OverEvents, group: GroupState, event: SeenEvent): Finding[] {
  const { groupKey, labels, state } = group;
  const at = event.occurredAt.getTime();
  const before = advance(condition, group, at);
  const title = eventTitle(event);
  state.samples = [...state.samples, { eventId: event.id, at: event.occurredAt.toISOString(), title }].slice(
    -mostSamples,
  );
  state.lastSeen = Math.max(state.lastSeen ?? at, at);
  if (condition.kind === "absence") {
    if (!state.firing) return before;
    state.firing = false;
    return [...before, { kind: "cleared", groupKey, labels, at, cause: `Seen again: ${title}.` }];
  }
  if (state.firing)
    return [...before, { kind: "counted", groupKey, labels, at, count: 1, samples: state.samples.slice(-1) }];
  const { atLeast, withinSeconds } = condition;
  state.recent = withTime(state.recent, at, atLeast);
  const firstAt = state.recent[0] ?? at;
  const lastAt = state.recent.at(-1) ?? at;
  if (state.recent.length < atLeast || lastAt - firstAt > withinSeconds * 1000) return before;
  state.firing = true;
  state.recent = [];
  const reason =
    atLeast === 1
      ? `${title}.`
      : `${atLeast} matching events within ${describeSpan((lastAt - firstAt) / 1000)}; the rule allows fewer than ${atLeast} within ${describeSpan(withinSeconds)}.`;
  return [
    ...before,
    { kind: "fired", groupKey, labels, at: lastAt, firstAt, lastAt, count: atLeast, samples: state.samples, reason },
  ];
}
