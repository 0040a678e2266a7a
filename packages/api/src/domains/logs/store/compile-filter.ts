import type { PendingQuery, Row, TransactionSql } from "postgres";
import { compileQuery } from "./compile-query.ts";
import { holdsText } from "./holds-text.ts";
import type { LogFilter, LogTextField } from "./log-filter.ts";

type Fragment = PendingQuery<Row[]>;

/** The condition in SQL, for a statement over `log_entries` on this transaction. */
export function compileFilter(tx: TransactionSql, filter: LogFilter): Fragment {
  switch (filter.kind) {
    case "and":
      return filter.of.reduce<Fragment>((sql, each) => tx`${sql} and ${compileFilter(tx, each)}`, tx`true`);
    case "or":
      return tx`(${filter.of.reduce<Fragment>((sql, each) => tx`${sql} or ${compileFilter(tx, each)}`, tx`false`)})`;
    case "not":
      return tx`(${compileFilter(tx, filter.of)}) is not true`;
    case "severity":
      return tx`severity between ${filter.from} and ${filter.to}`;
    case "field":
      return compileField(tx, filter.field, filter.values);
    case "text":
      return holdsText(tx, [filter.text]);
    case "regex":
      return tx`body ~ ${filter.pattern}`;
    case "attribute":
      return compileAttribute(tx, filter);
    case "query":
      return compileQuery(tx, filter.query);
  }
}

const textColumns = {
  service: "service",
  tenant: "tenant",
  scope: "scope",
  eventName: "event_name",
  severityText: "severity_text",
} as const;
const uuidColumns = { environmentId: "environment_id", groupId: "group_id" } as const;

function compileField(tx: TransactionSql, field: LogTextField, values: readonly string[]): Fragment {
  if (field === "traceId" || field === "spanId") {
    const column = tx(field === "traceId" ? "trace_id" : "span_id");
    return tx`${column} = any (array(select decode(v, 'hex') from unnest(${[...values]}::text[]) v))`;
  }
  if (field === "environmentId" || field === "groupId")
    return tx`${tx(uuidColumns[field])} = any (${[...values]}::uuid[])`;
  return tx`${tx(textColumns[field])} = any (${[...values]}::text[])`;
}

function compileAttribute(tx: TransactionSql, filter: Extract<LogFilter, { kind: "attribute" }>): Fragment {
  const { of, name, is, value = "" } = filter;
  const column = tx(of);
  switch (is) {
    case "exists":
      return tx`${column} ? ${name}`;
    case "=":
      return tx`${column} @> ${JSON.stringify({ [name]: value })}::text::jsonb`;
    case "!=":
      return tx`not ${column} @> ${JSON.stringify({ [name]: value })}::text::jsonb`;
    default: {
      const path = `$.${JSON.stringify(name)} ? (@ ${is} ${JSON.stringify(value)})`;
      return tx`${column} @? ${path}::text::jsonpath`;
    }
  }
}
