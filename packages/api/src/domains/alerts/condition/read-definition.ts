import { z } from "zod";
import type { Context } from "../../../service/context.ts";
import { type InputIssue, InvalidInputError } from "../../../service/errors.ts";
import { parseInput } from "../../../service/parse-input.ts";
import { eventPath } from "./comparison.ts";
import { isMeasured } from "./condition.ts";
import { type RuleDefinition, ruleDefinition } from "./rule-definition.ts";

/** Nouns of the pipeline's own events. A rule over them could open an alert because an alert was opened, without end. */
const ownSubjects = [
  "alert",
  "alert_rule",
  "alert_route",
  "alert_silence",
  "escalation_policy",
  "on_call_schedule",
  "notification",
  "channel",
];

/**
 * Reads a rule's definition. What exists (event types, series, dimensions) is asked here; all issues come at once, by path.
 * @throws InvalidInputError
 */
export function readDefinition(ctx: Context, given: unknown): RuleDefinition {
  const { definition } = parseInput(z.object({ definition: ruleDefinition }), { definition: given });
  const issues = isMeasured(definition.condition) ? seriesIssues(ctx, definition) : eventIssues(ctx, definition);
  if (issues.length > 0) throw new InvalidInputError(issues);
  return definition;
}

function eventIssues({ app }: Context, { condition, groupBy }: RuleDefinition): InputIssue[] {
  if (isMeasured(condition)) return [];
  const types = condition.types.flatMap((type, index) => {
    const path = ["definition", "condition", "types", String(index)];
    const known = app.eventTypes.get(type);
    if (!known) return [{ path, message: `“${type}” is no event type; the query eventTypes lists them.` }];
    if (!ownSubjects.includes(known.subject)) return [];
    return [{ path, message: `“${type}” is written by alerts and their messages themselves, and cannot cause one.` }];
  });
  const groups = groupBy.flatMap((path, index) => {
    const issue = eventPath.safeParse(path).error?.issues[0];
    return issue ? [{ path: ["definition", "groupBy", String(index)], message: issue.message }] : [];
  });
  return [...types, ...groups];
}

function seriesIssues({ app }: Context, { condition, groupBy }: RuleDefinition): InputIssue[] {
  if (!isMeasured(condition)) return [];
  const series = app.series.get(condition.series);
  if (!series) {
    const message = `“${condition.series}” is no series; there are: ${[...app.series.keys()].join(", ")}.`;
    return [{ path: ["definition", "condition", "series"], message }];
  }
  const named = series.dimensions.map(({ name }) => name);
  const unknown = (name: string) =>
    `“${name}” is no dimension of ${series.name}; it has: ${named.join(", ") || "none"}.`;
  return [
    ...groupBy.flatMap((name, index) =>
      named.includes(name) ? [] : [{ path: ["definition", "groupBy", String(index)], message: unknown(name) }],
    ),
    ...Object.keys(condition.filter).flatMap((name) =>
      named.includes(name) ? [] : [{ path: ["definition", "condition", "filter", name], message: unknown(name) }],
    ),
  ];
}
