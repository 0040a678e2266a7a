import { typedValue, valueText } from "./typed-value.ts";

/** One comparison as the editor holds it: everything is text until it is sent. */
export interface WhereDraft {
  path: string;
  op: string;
  value: string;
}

/** A rule's definition as the editor holds it. */
export interface RuleDraft {
  kind: "event" | "absence" | "threshold" | "rate" | "change";
  types: string[];
  where: WhereDraft[];
  atLeast: string;
  withinMinutes: string;
  resolveMinutes: string;
  series: string;
  filter: Record<string, string>;
  aggregation: string;
  windowMinutes: string;
  comparator: string;
  limit: string;
  clearLimit: string;
  forMinutes: string;
  /** Of a rate: seconds of its unit of time. */
  perSeconds: string;
  /** Of a change: percent or absolute. */
  unit: string;
  groupBy: string;
  routeIds: string[];
  policyId: string;
  flapMinutes: string;
  /** Rules whose alerts are quiet while one of this rule is open. */
  inhibitIds: string[];
  /** Labels that must be equal for that. */
  inhibitEqual: string;
  /** What the editor has no field for, kept as it was. */
  rest: Record<string, unknown>;
  /** The same of the condition, as long as it stays of its kind. */
  conditionRest: { kind: string; fields: Record<string, unknown> };
}

/** What a new rule begins with: something that is real in every workspace. */
export const emptyDraft: RuleDraft = {
  kind: "event",
  types: ["delivery.refused"],
  where: [],
  atLeast: "5",
  withinMinutes: "5",
  resolveMinutes: "30",
  series: "events.count",
  filter: {},
  aggregation: "sum",
  windowMinutes: "5",
  comparator: "gt",
  limit: "10",
  clearLimit: "",
  forMinutes: "0",
  perSeconds: "60",
  unit: "percent",
  groupBy: "",
  routeIds: [],
  policyId: "",
  flapMinutes: "10",
  inhibitIds: [],
  inhibitEqual: "",
  rest: {},
  conditionRest: { kind: "", fields: {} },
};

type Json = Record<string, unknown>;

/** An empty field is no zero: the API refuses null at the field. */
const numberOf = (text: string): number | null => (text.trim() === "" ? null : Number(text));
const secondsOf = (text: string): number | null => (text.trim() === "" ? null : Math.round(Number(text) * 60));
const inMinutes = (seconds: unknown, otherwise: string): string =>
  typeof seconds === "number" ? String(seconds / 60) : otherwise;
const words = (text: string): string[] =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);

/** Every field of a condition that the editor shows. */
const shownFields = new Set(
  "kind types where atLeast withinSeconds resolveAfterSeconds forSeconds series filter aggregation windowSeconds comparator limit clearLimit perSeconds unit".split(
    " ",
  ),
);

function conditionOf(draft: RuleDraft): Json {
  const { kind, conditionRest } = draft;
  const rest = conditionRest.kind === kind ? conditionRest.fields : {};
  return { ...rest, kind, ...(kind === "event" || kind === "absence" ? eventsOf(draft) : measuredOf(draft)) };
}

function eventsOf(draft: RuleDraft): Json {
  const { kind, types } = draft;
  const where = draft.where
    .filter(({ path }) => path !== "")
    .map(({ path, op, value }) => ({ path, op, value: typedValue({ op, value }) }));
  if (kind === "absence") return { types, where, forSeconds: secondsOf(draft.forMinutes) };
  const counted = { atLeast: numberOf(draft.atLeast), withinSeconds: secondsOf(draft.withinMinutes) };
  return { types, where, ...counted, resolveAfterSeconds: secondsOf(draft.resolveMinutes) };
}

function measuredOf(draft: RuleDraft): Json {
  return {
    series: draft.series,
    filter: Object.fromEntries(Object.entries(draft.filter).filter(([, value]) => value !== "")),
    aggregation: draft.aggregation,
    windowSeconds: secondsOf(draft.windowMinutes),
    comparator: draft.comparator,
    limit: numberOf(draft.limit),
    ...(draft.clearLimit === "" ? {} : { clearLimit: Number(draft.clearLimit) }),
    forSeconds: secondsOf(draft.forMinutes),
    ...(draft.kind === "rate" ? { perSeconds: Number(draft.perSeconds) } : {}),
    ...(draft.kind === "change" ? { unit: draft.unit } : {}),
  };
}

/** What the API takes. */
export function definitionOf(draft: RuleDraft): Json {
  const { inhibitIds, inhibitEqual } = draft;
  return {
    ...draft.rest,
    condition: conditionOf(draft),
    groupBy: words(draft.groupBy),
    routeIds: draft.routeIds,
    policyId: draft.policyId || null,
    flapSeconds: secondsOf(draft.flapMinutes),
    inhibits: inhibitIds.length > 0 ? { ruleIds: inhibitIds, equal: words(inhibitEqual) } : null,
  };
}

const text = (value: unknown, otherwise: string): string =>
  value === undefined || value === null ? otherwise : String(value);

/** What the editor holds of a definition. */
export function draftOf(definition: unknown): RuleDraft {
  const known = definition as Json & { condition: Json };
  const { condition, groupBy, routeIds, policyId, flapSeconds, inhibits, ...rest } = known;
  const quiet = inhibits as { ruleIds: string[]; equal: string[] } | null | undefined;
  return {
    ...emptyDraft,
    ...draftOfCondition(condition),
    groupBy: ((groupBy as string[] | undefined) ?? []).join(", "),
    routeIds: (routeIds as string[] | undefined) ?? [],
    policyId: text(policyId, ""),
    flapMinutes: inMinutes(flapSeconds, emptyDraft.flapMinutes),
    inhibitIds: quiet?.ruleIds ?? [],
    inhibitEqual: (quiet?.equal ?? []).join(", "),
    rest,
  };
}

function draftOfCondition(condition: Json): Partial<RuleDraft> {
  const kind = condition.kind as RuleDraft["kind"];
  const where = ((condition.where as Json[] | undefined) ?? []).map(({ path, op, value }) => ({
    path: String(path),
    op: String(op),
    value: valueText({ op: String(op), value }),
  }));
  return {
    kind,
    types: (condition.types as string[] | undefined) ?? emptyDraft.types,
    where,
    atLeast: text(condition.atLeast, emptyDraft.atLeast),
    withinMinutes: inMinutes(condition.withinSeconds, emptyDraft.withinMinutes),
    resolveMinutes: inMinutes(condition.resolveAfterSeconds, emptyDraft.resolveMinutes),
    series: text(condition.series, emptyDraft.series),
    filter: (condition.filter as Record<string, string> | undefined) ?? {},
    aggregation: text(condition.aggregation, emptyDraft.aggregation),
    windowMinutes: inMinutes(condition.windowSeconds, emptyDraft.windowMinutes),
    comparator: text(condition.comparator, emptyDraft.comparator),
    limit: text(condition.limit, emptyDraft.limit),
    clearLimit: text(condition.clearLimit, ""),
    forMinutes: inMinutes(condition.forSeconds, emptyDraft.forMinutes),
    perSeconds: text(condition.perSeconds, emptyDraft.perSeconds),
    unit: text(condition.unit, emptyDraft.unit),
    conditionRest: {
      kind,
      fields: Object.fromEntries(Object.entries(condition).filter(([name]) => !shownFields.has(name))),
    },
  };
}
