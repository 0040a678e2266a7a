import {
  attributeOf,
  boundsOf,
  type LogPattern,
  type LogQueryNode,
  type LogTest,
  levelBounds,
  logFieldOf,
  numberSpan,
  patternForPostgres,
  timeBounds,
} from "@plumbline/sdk/logs/query";
import type { PendingQuery, Row, TransactionSql } from "postgres";
import { compileAttributeTest } from "./compile-attribute-test.ts";
import { holdsText } from "./holds-text.ts";
import { likeOf } from "./like-pattern.ts";
import type { ResolvedQuery } from "./resolved-query.ts";

type Fragment = PendingQuery<Row[]>;

/** Severities that a row can have. */
const most = 32_767;

/** A search in SQL, over the columns of `log_entries`. In memory it is `compileLogMatcher`; a property test holds both together. */
export function compileQuery(tx: TransactionSql, query: ResolvedQuery): Fragment {
  const { node } = query;
  const part = (each: LogQueryNode) => compileQuery(tx, { ...query, node: each });
  switch (node.kind) {
    case "and":
      return tx`(${node.all.map(part).reduce((all, each) => tx`${all} and ${each}`)})`;
    case "or":
      return tx`(${node.any.map(part).reduce((any, each) => tx`${any} or ${each}`)})`;
    case "not":
      return tx`(${part(node.node)}) is not true`;
    case "text":
      return holdsText(tx, node.pieces);
    case "regex":
      return compilePattern(tx, tx`body`, node.pattern);
    case "field":
      return compileField(tx, query, node.field, node.test);
  }
}

function compilePattern(tx: TransactionSql, text: Fragment, { source, ignoreCase }: LogPattern): Fragment {
  const pattern = patternForPostgres(source);
  return ignoreCase ? tx`${text} ~* ${pattern}` : tx`${text} ~ ${pattern}`;
}

function compileField(tx: TransactionSql, query: ResolvedQuery, field: string, test: LogTest): Fragment {
  const known = logFieldOf(field);
  if (!known)
    return compileAttributeTest(tx, attributeOf(field), test, (text, pattern) => compilePattern(tx, text, pattern));
  switch (known.name) {
    case "level":
      return compileLevel(tx, levelBounds(test));
    case "severity":
      return compileSeverity(tx, boundsOf(test, numberSpan));
    case "time":
      return compileTime(tx, test, query.now);
    case "trace":
    case "span": {
      const column = tx(`${known.name}_id`);
      return "value" in test ? tx`${column} = decode(${test.value}, 'hex')` : tx`${column} is not null`;
    }
    case "env":
      return compileEnvironment(tx, query, test);
    case "group":
      return compileText(tx, tx`group_id::text`, test);
    case "event":
      return compileText(tx, tx`event_name`, test);
    case "body":
      return tx`true`;
    default:
      return compileText(tx, tx`${tx(known.name)}`, test);
  }
}

function compileSeverity(tx: TransactionSql, bounds: { from: number; to: number } | null): Fragment {
  const { from, to } = bounds ?? { from: 1, to: most };
  const clamp = (value: number) => Math.trunc(Math.min(most, Math.max(-1, value)));
  return tx`severity between ${clamp(Math.ceil(from))} and ${clamp(Math.floor(to))}`;
}

function compileLevel(tx: TransactionSql, { from, to, none }: { from: number; to: number; none: boolean }): Fragment {
  const known = compileSeverity(tx, { from: Math.max(1, from), to });
  return none ? tx`(${known} or severity = 0)` : known;
}

function compileTime(tx: TransactionSql, test: LogTest, now: number): Fragment {
  const { from, before } = timeBounds(test, now);
  const at = (millis: number) => tx`'epoch'::timestamptz + ${String(millis)}::bigint * interval '1 millisecond'`;
  return tx`(${from === null ? tx`true` : tx`time >= ${at(from)}`} and ${before === null ? tx`true` : tx`time < ${at(before)}`})`;
}

/** A workspace has few environments: which of them are meant is found out here. */
function compileEnvironment(tx: TransactionSql, { environments }: ResolvedQuery, test: LogTest): Fragment {
  if (test.op === "exists") return tx`environment_id is not null`;
  if (test.op === "is") return tx`environment_id = ${environments.get(test.value) ?? null}::uuid`;
  const keys = [...environments.keys()];
  const ids = [...environments.values()];
  return tx`environment_id in (select id from unnest(${keys}::text[], ${ids}::uuid[]) e(key, id) where ${compileText(tx, tx`key`, test)})`;
}

/** An empty text is none: what the sender did not give. */
function compileText(tx: TransactionSql, text: Fragment, test: LogTest): Fragment {
  switch (test.op) {
    case "is":
      return test.value === "" ? tx`false` : tx`${text} = ${test.value}`;
    case "like":
      return tx`(${text} <> '' and ${text} like ${likeOf(test.pieces)})`;
    case "regex":
      return tx`(${text} <> '' and ${compilePattern(tx, text, test.pattern)})`;
    default:
      return tx`${text} <> ''`;
  }
}
