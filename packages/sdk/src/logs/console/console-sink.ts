import type { LogRecord } from "../log-record.ts";
import type { Redaction } from "../redaction/compile-redaction.ts";
import type { PlainValue } from "../values/plain-value.ts";
import { toPlainValue } from "../values/to-plain-value.ts";
import type { ValueLimits } from "../values/value-limits.ts";
import type { ConsoleStyle } from "./console-style.ts";
import { prettyLine } from "./pretty-line.ts";

export interface ConsoleSinkOptions {
  style: Exclude<ConsoleStyle, false>;
  colour: boolean;
  /** Takes a line without its end. */
  print(line: string): void;
  limits: ValueLimits;
  /** Terminals are copied into tickets: they see no more than the server does. */
  redaction: Redaction;
}

/** Prints entries. */
export function consoleSink({
  style,
  colour,
  print,
  limits,
  redaction,
}: ConsoleSinkOptions): (record: LogRecord) => void {
  return (record) => {
    const body = toPlainValue(record.body, [], limits, redaction) ?? null;
    const attributes = toPlainValue(record.attributes, [], limits, redaction) as Record<string, PlainValue>;
    if (style === "pretty") return print(prettyLine(record, body, attributes, colour));
    const { severityText: level, traceId, spanId } = record;
    const line = { time: new Date(record.time).toISOString(), level, message: body, ...attributes, traceId, spanId };
    print(JSON.stringify(line, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)));
  };
}
