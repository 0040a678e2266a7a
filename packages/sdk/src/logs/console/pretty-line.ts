import type { LogRecord } from "../log-record.ts";
import { levelOf } from "../severity.ts";
import type { PlainValue } from "../values/plain-value.ts";

/** ANSI colours of the levels. */
const colours = { trace: 90, debug: 90, info: 36, warn: 33, error: 31, fatal: 35 } as const;
/** What the line shows in a place of its own, or a reader at a terminal has no use for. */
const elsewhere = /^(exception\.|code\.)/;

/** An entry for people: `14:07:02.114 info  message key=value`, the stack below. */
export function prettyLine(
  record: LogRecord,
  body: PlainValue,
  attributes: Record<string, PlainValue>,
  colour: boolean,
): string {
  const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const level = levelOf(record.severity);
  const clock = new Date(record.time).toISOString().slice(11, 23);
  const said = Object.entries(attributes)
    .filter(([key]) => !elsewhere.test(key))
    .map(([key, value]) => `${paint(90, `${key}=`)}${short(value)}`);
  const file = attributes["code.file.path"];
  const place =
    file === undefined ? "" : paint(90, ` (${String(file).split("/").at(-1)}:${attributes["code.line.number"]})`);
  const stack = attributes["exception.stacktrace"];
  const head = [paint(90, clock), paint(colours[level], level.padEnd(5)), short(body, true), ...said].join(" ");
  return `${head}${place}${stack === undefined ? "" : `\n${paint(90, indent(String(stack)))}`}`;
}

function short(value: PlainValue, bare = false): string {
  if (typeof value === "string") return bare || /^[\w./:@+-]+$/.test(value) ? value : JSON.stringify(value);
  if (typeof value === "bigint") return String(value);
  return JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? String(one) : one));
}

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}
