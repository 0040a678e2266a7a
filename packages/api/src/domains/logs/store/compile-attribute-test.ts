import { type LogPattern, type LogTest, numberForm, wholeForm } from "@plumbline/sdk/logs/query";
import type { PendingQuery, Row, TransactionSql } from "postgres";
import { likeOf } from "./like-pattern.ts";
import { mayHold } from "./may-hold.ts";

type Fragment = PendingQuery<Row[]>;

interface AttributePlace {
  readonly in: "attributes" | "resource" | "either";
  readonly key: string;
}

/** A test of an attribute's value, wherever it lies: under its whole name, or along its dots in nested objects. */
export function compileAttributeTest(
  tx: TransactionSql,
  { in: place, key }: AttributePlace,
  test: LogTest,
  matches: (text: Fragment, pattern: LogPattern) => Fragment,
): Fragment {
  const value = valueAt(tx, place, key);
  switch (test.op) {
    case "exists":
      return tx`${value} <> 'null'::jsonb`;
    case "is": {
      const may = mayHold(tx, { in: place, key }, test.value);
      const is = compileIs(tx, value, test.value);
      return may ? tx`(${may} and ${is})` : is;
    }
    case "like":
      return tx`${scalarOf(tx, value)} like ${likeOf(test.pieces)}`;
    case "regex":
      return matches(scalarOf(tx, value), test.pattern);
    case "between": {
      const number = numberOf(tx, value);
      const from = test.from === null ? tx`true` : tx`${number} >= ${test.from}::float8`;
      const to = test.to === null ? tx`true` : tx`${number} <= ${test.to}::float8`;
      return tx`(${from} and ${to})`;
    }
    default: {
      const sign = { gt: tx`>`, gte: tx`>=`, lt: tx`<`, lte: tx`<=` }[test.op];
      return tx`${numberOf(tx, value)} ${sign} ${test.value}::float8`;
    }
  }
}

function valueAt(tx: TransactionSql, place: AttributePlace["in"], key: string): Fragment {
  const within = (column: string) =>
    key.includes(".")
      ? tx`coalesce(${tx(column)} -> ${key}, ${tx(column)} #> ${key.split(".")}::text[])`
      : tx`${tx(column)} -> ${key}`;
  if (place !== "either") return tx`(${within(place)})`;
  return tx`coalesce(${within("attributes")}, ${within("resource")})`;
}

/** Containment finds a scalar that is equal, and a list that holds one. */
function compileIs(tx: TransactionSql, value: Fragment, wanted: string): Fragment {
  const text = tx`${value} @> to_jsonb(${wanted}::text)`;
  if (numberForm.test(wanted) || wholeForm.test(wanted))
    return tx`(${text} or ${value} @> to_jsonb(${wanted}::numeric))`;
  if (wanted === "true" || wanted === "false") return tx`(${text} or ${value} @> ${wanted}::text::jsonb)`;
  return text;
}

function scalarOf(tx: TransactionSql, value: Fragment): Fragment {
  return tx`(case when jsonb_typeof(${value}) in ('string', 'number', 'boolean') then ${value} #>> '{}' end)`;
}

/** Numbers, and text that is one; none of 300 digits, which no float holds. */
function numberOf(tx: TransactionSql, value: Fragment): Fragment {
  const text = tx`${value} #>> '{}'`;
  const isNumber = tx`(jsonb_typeof(${value}) = 'number' or (jsonb_typeof(${value}) = 'string' and ${text} ~ '^-?[0-9]{1,15}(\\.[0-9]{1,15})?$'))`;
  return tx`(case when ${isNumber} then case when length(${text}) < 300 then (${text})::float8 end end)`;
}
