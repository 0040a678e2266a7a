import { events } from "@plumbline/db/schema";
import { and, desc, eq, gte, inArray, lt } from "drizzle-orm";
import { callerOf } from "../../../service/actor.ts";
import { authorize } from "../../../service/authorize.ts";
import type { Context } from "../../../service/context.ts";
import { requireFeature } from "../../../service/require-feature.ts";
import { isMeasured, type SeriesCondition } from "../condition/condition.ts";
import { readDefinition } from "../condition/read-definition.ts";
import type { RuleDefinition } from "../condition/rule-definition.ts";
import type { ActiveRule } from "../evaluation/active-rule.ts";
import { readPoints, stepSeconds } from "../evaluation/read-measured.ts";
import { previewSentence } from "./preview-sentence.ts";
import { startPace } from "./simulate-pace.ts";
import { type Firing, type SimulatedPoint, simulateEvents, simulateSeries } from "./simulate-rule.ts";
import { inTurn } from "./simulate-turn.ts";

/** Events that one dry run looks at; the newest of more. */
const mostEvents = 20_000;

/** Firings that one dry run tells; the first of more. */
const mostFirings = 200;

/** Milliseconds of a dry run. */
const spanMs = 86_400_000;

/** Milliseconds of one point of an event rule's chart. */
const bucketMs = 15 * 60_000;

/** What a rule would have done in the last 24 hours. */
export interface RulePreview {
  from: Date;
  to: Date;
  /** All of them. */
  fired: number;
  firings: Firing[];
  /** “Would have fired 3 times: …”. */
  sentence: string;
  /** Events that matched, or moments that were evaluated. */
  looked: number;
  /** False when there was more than could be looked at; `notice` says what was not. */
  complete: boolean;
  /** Why it is not complete, or what else the reader must know of what was looked at. */
  notice: string | null;
  /** For a chart: matching events in quarters of an hour, or the evaluated value of the first group. */
  points: SimulatedPoint[];
  unit: string;
  /** The limit of a measured condition. */
  limit: number | null;
}

export interface PreviewRuleInput {
  /** Only events of this tenant are looked at. A measured series covers all tenants; `notice` says so. */
  tenantId?: string | null;
  definition: unknown;
}

/**
 * A dry run over the last 24 hours, by the functions that evaluate. Nothing is written and nobody is told.
 * One at a time for each caller; a second one waits its turn.
 * @throws InvalidInputError that names the path of everything that is wrong in the definition
 */
export async function previewRule(ctx: Context, workspaceId: string, input: PreviewRuleInput): Promise<RulePreview> {
  await authorize(ctx, workspaceId, "alerts:read");
  await requireFeature(ctx, workspaceId, "plumbline.rule-previews", input.tenantId);
  const definition = readDefinition(ctx, input.definition);
  const to = ctx.app.clock.now();
  const span = { from: new Date(to.getTime() - spanMs), to };
  const { condition } = definition;
  const tenantId = input.tenantId ?? null;
  return await inTurn(callerOf(ctx.actor), () =>
    isMeasured(condition)
      ? previewSeries(ctx, workspaceId, definition, condition, tenantId, span)
      : previewEvents(ctx, workspaceId, definition, tenantId, span),
  );
}

type Span = Pick<RulePreview, "from" | "to">;

async function previewSeries(
  ctx: Context,
  workspaceId: string,
  { groupBy }: RuleDefinition,
  condition: SeriesCondition,
  tenantId: string | null,
  span: Span,
): Promise<RulePreview> {
  const unit = ctx.app.series.get(condition.series)?.unit ?? "";
  const points = await readPoints(ctx, workspaceId, condition, span);
  const pace = startPace();
  const { firings, values } = await simulateSeries(condition, groupBy, points, { ...span, stepSeconds, unit }, pace);
  const looked = values.filter(({ value }) => value !== null).length;
  const complete = pace.ended === null;
  const notice = noticeOf([
    pace.ended && `Not everything was looked at. ${pace.ended}`,
    tenantId && "The series covers all tenants, not only the one named.",
  ]);
  return told({ ...span, firings, looked, complete, notice, points: values, unit, limit: condition.limit }, "moments");
}

async function previewEvents(
  ctx: Context,
  workspaceId: string,
  definition: RuleDefinition,
  tenantId: string | null,
  { from, to }: Span,
): Promise<RulePreview> {
  const { condition } = definition;
  if (isMeasured(condition)) throw new TypeError("A measured condition has no events.");
  const own = and(eq(events.workspaceId, workspaceId), inArray(events.type, condition.types));
  const newest = await ctx.reads.workspace(workspaceId, (db) =>
    db
      .select()
      .from(events)
      .where(and(own, gte(events.occurredAt, from), lt(events.occurredAt, to)))
      .orderBy(desc(events.position))
      .limit(mostEvents + 1),
  );
  const all = newest.length <= mostEvents;
  const log = newest.slice(0, mostEvents).reverse();
  const start = all ? from : (log[0]?.occurredAt ?? from);
  const rule: ActiveRule = {
    id: "dry run",
    name: "dry run",
    version: 0,
    severity: "info",
    tenantId,
    activeSince: start.getTime(),
    definition,
  };
  const pace = startPace();
  const { firings, times } = await simulateEvents(rule, condition, log, { from: start, to }, pace);
  const points = countInBuckets(times, { from, to });
  const complete = all && pace.ended === null;
  const notice = noticeOf([
    !all && "Only the newest part of the 24 hours was looked at: there was more.",
    pace.ended && `Not everything was looked at. ${pace.ended}`,
  ]);
  const found = { from, to, firings, looked: times.length, complete, notice, points, unit: "events", limit: null };
  return told(found, "events");
}

function noticeOf(parts: readonly (string | false | null)[]): string | null {
  return parts.filter(Boolean).join(" ") || null;
}

function told(found: Omit<RulePreview, "fired" | "sentence">, looked: "events" | "moments"): RulePreview {
  const fired = found.firings.length;
  const sentence = previewSentence(found, looked);
  return { ...found, fired, sentence, firings: found.firings.slice(0, mostFirings) };
}

function countInBuckets(times: readonly number[], { from, to }: Span): SimulatedPoint[] {
  const counts = new Map<number, number>();
  for (const time of times) {
    const bucket = Math.floor(time / bucketMs);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  const points: SimulatedPoint[] = [];
  for (let n = Math.floor(from.getTime() / bucketMs); n * bucketMs < to.getTime(); n += 1)
    points.push({ at: new Date(n * bucketMs), value: counts.get(n) ?? 0 });
  return points;
}
