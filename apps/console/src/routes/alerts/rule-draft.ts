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
  groupBy: string;
  routeIds: string[];
  policyId: string;
  /** What the editor has no field for, kept as it was. */
  rest: Record<string, unknown>;
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
  groupBy: "",
  routeIds: [],
  policyId: "",
  rest: {},
};

type Json = Record<string, unknown>;

const minutes = (text: string): number => Math.round(Number(text) * 60);
const inMinutes = (seconds: unknown, otherwise: string): string =>
  typeof seconds === "number" ? String(seconds / 60) : otherwise;
const words = (text: string): string[] =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);

/** The value of a comparison in the type that its operator takes. */
function typedValue({ op, value }: WhereDraft): unknown {
  if (op === "in" || op === "notIn") return words(value);
  if (["gt", "gte", "lt", "lte"].includes(op)) return Number(value);
  if (op === "exists") return value !== "false";
  if (op === "eq" || op === "ne") {
    if (value === "true" || value === "false") return value === "true";
    // Ids and versions are text even where they look like numbers with a leading zero.
    if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(value)) return Number(value);
  }
  return value;
}

function conditionOf(draft: RuleDraft): Json {
  const { kind, types } = draft;
  const where = draft.where.filter(({ path }) => path !== "").map((each) => ({ ...each, value: typedValue(each) }));
  if (kind === "absence") return { kind, types, where, forSeconds: minutes(draft.forMinutes) };
  if (kind === "event") {
    const counted = { atLeast: Number(draft.atLeast), withinSeconds: minutes(draft.withinMinutes) };
    return { kind, types, where, ...counted, resolveAfterSeconds: minutes(draft.resolveMinutes) };
  }
  const filter = Object.fromEntries(Object.entries(draft.filter).filter(([, value]) => value !== ""));
  return {
    kind,
    series: draft.series,
    filter,
    aggregation: draft.aggregation,
    windowSeconds: minutes(draft.windowMinutes),
    comparator: draft.comparator,
    limit: Number(draft.limit),
    ...(draft.clearLimit === "" ? {} : { clearLimit: Number(draft.clearLimit) }),
    forSeconds: minutes(draft.forMinutes),
  };
}

/** What the API takes. */
export function definitionOf(draft: RuleDraft): Json {
  return {
    ...draft.rest,
    condition: conditionOf(draft),
    groupBy: words(draft.groupBy),
    routeIds: draft.routeIds,
    policyId: draft.policyId || null,
  };
}

/** What the editor holds of a definition. */
export function draftOf(definition: unknown): RuleDraft {
  const { condition, groupBy, routeIds, policyId, ...rest } = definition as Json & { condition: Json };
  const text = (value: unknown, otherwise: string): string =>
    value === undefined || value === null ? otherwise : String(value);
  const where = ((condition.where as Json[] | undefined) ?? []).map(({ path, op, value }) => ({
    path: String(path),
    op: String(op),
    value: Array.isArray(value) ? value.join(", ") : String(value),
  }));
  return {
    ...emptyDraft,
    kind: condition.kind as RuleDraft["kind"],
    types: (condition.types as string[] | undefined) ?? [],
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
    groupBy: ((groupBy as string[] | undefined) ?? []).join(", "),
    routeIds: (routeIds as string[] | undefined) ?? [],
    policyId: text(policyId, ""),
    rest,
  };
}
