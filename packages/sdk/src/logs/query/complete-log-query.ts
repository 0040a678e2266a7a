import { type LogField, logFieldOf, logFields } from "./log-fields.ts";
import { logLevels } from "./log-levels.ts";

/** One thing that could stand where the caret is. */
export interface LogCompletionOption {
  /** What is written in place of the text between `from` and `to`. */
  readonly insert: string;
  /** What it is, for the list. */
  readonly detail: string;
  readonly kind: "field" | "attribute" | "value" | "operator";
}

export interface LogCompletion {
  /** What would be replaced, counted in characters from 0. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly LogCompletionOption[];
  /** The field whose values would be of use here (from the facets), or null. */
  readonly valuesOf: string | null;
}

/** What was seen in this workspace. */
export interface SeenInLogs {
  /** Names of attributes, the most frequent first. */
  readonly attributes?: readonly string[];
  /** Values of fields and attributes, the most frequent first. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

const mostOptions = 12;
const times = ["-15m", "-1h", "-24h", "-7d", "today", "yesterday"];

/** What could be written at the caret: fields and attributes, a field's comparisons and values, words between parts. */
export function completeLogQuery(text: string, caret: number, seen: SeenInLogs = {}): LogCompletion {
  const before = text.slice(0, caret);
  if (isInQuotes(before)) return { from: caret, to: caret, options: [], valuesOf: null };
  const word = /[^\s()]*$/.exec(before)?.[0] ?? "";
  const to = caret + (/^[^\s()]*/.exec(text.slice(caret))?.[0].length ?? 0);
  const bare = word.replace(/^-/, "");
  const colon = bare.indexOf(":");
  const opened = colon < 0 ? openedField(before) : null;
  if (colon >= 0 || opened) {
    const field = opened ?? bare.slice(0, colon);
    const value = opened ? bare : bare.slice(colon + 1);
    return completeValue(field, value, { from: caret - value.length, to }, seen);
  }
  const from = caret - bare.length;
  return { from, to, options: narrow([...fieldOptions(seen), ...wordOptions(before)], bare), valuesOf: null };
}

function isInQuotes(before: string): boolean {
  return (before.replace(/\\./g, "").match(/"/g)?.length ?? 0) % 2 === 1;
}

/** The field of `service:(one OR |`. */
function openedField(before: string): string | null {
  return /([A-Za-z_@$][\w.@$/-]*):\([^()]*$/.exec(before)?.[1] ?? null;
}

function fieldOptions(seen: SeenInLogs): LogCompletionOption[] {
  return [
    ...logFields.map(
      ({ name, description }): LogCompletionOption => ({ insert: `${name}:`, detail: description, kind: "field" }),
    ),
    ...(seen.attributes ?? []).map(
      (name): LogCompletionOption => ({
        insert: logFieldOf(name) ? `attributes.${name}:` : `${name}:`,
        detail: "Attribute",
        kind: "attribute",
      }),
    ),
  ];
}

function wordOptions(before: string): LogCompletionOption[] {
  if (!/\S\s+\S*$/.test(before)) return [];
  return [
    { insert: "OR ", detail: "One or the other", kind: "operator" },
    { insert: "NOT ", detail: "Without what follows", kind: "operator" },
  ];
}

function completeValue(
  name: string,
  value: string,
  { from, to }: { from: number; to: number },
  seen: SeenInLogs,
): LogCompletion {
  const field = logFieldOf(name);
  const sign = /^(>=|<=|>|<|)/.exec(value)?.[0] ?? "";
  const typed = value.slice(sign.length);
  const values = valuesFor(name, field, seen).map(
    (each): LogCompletionOption => ({
      insert: `${quoteWhereNeeded(each)} `,
      detail: field?.description ?? "Value",
      kind: "value",
    }),
  );
  const operators = value === "" ? operatorsOf(field) : [];
  return {
    from: from + sign.length,
    to,
    options: narrow([...values, ...operators], typed.replace(/^"/, "")),
    valuesOf: field && field.kind !== "text" ? null : (field?.name ?? name),
  };
}

function valuesFor(name: string, field: LogField | null, seen: SeenInLogs): readonly string[] {
  if (field?.kind === "level") return logLevels;
  if (field?.kind === "time" || name === "since" || name === "until") return times;
  return seen.values?.[field?.name ?? name] ?? [];
}

function operatorsOf(field: LogField | null): LogCompletionOption[] {
  const any: LogCompletionOption = { insert: "* ", detail: "Has any value", kind: "operator" };
  const ordered: LogCompletionOption[] = [
    { insert: ">=", detail: "At least", kind: "operator" },
    { insert: "<=", detail: "At most", kind: "operator" },
  ];
  if (!field) return [any, ...ordered];
  if (field.kind === "level" || field.kind === "number" || field.kind === "time") return ordered;
  return field.kind === "body" ? [] : [any];
}

function quoteWhereNeeded(value: string): string {
  return /^[\p{L}\p{N}_.@-]+$/u.test(value) && !value.includes("..") ? value : `"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** Those that begin with what was typed, then those that hold it. */
function narrow(options: readonly LogCompletionOption[], typed: string): LogCompletionOption[] {
  const wanted = typed.toLowerCase();
  const plain = ({ insert }: LogCompletionOption) => insert.replace(/^"/, "").toLowerCase();
  const begins = options.filter((option) => plain(option).startsWith(wanted));
  const holds = options.filter((option) => !begins.includes(option) && plain(option).includes(wanted));
  return [...begins, ...holds].slice(0, mostOptions);
}
