import { numberForm, wholeForm } from "@plumbline/sdk/logs/query";
import type { PendingQuery, Row, TransactionSql } from "postgres";

/**
 * A condition that an index over `jsonb_path_ops` answers, and that everything meets whose attribute has this value: under its whole
 * name or along its dots, alone or in a list, as text, number or truth. It is wider than the test itself, which stands beside it.
 * @returns null where no such condition can be said
 */
export function mayHold(
  tx: TransactionSql,
  { in: place, key }: { readonly in: "attributes" | "resource" | "either"; readonly key: string },
  wanted: string,
): PendingQuery<Row[]> | null {
  const parts = key.split(".");
  // A number among dots may count the values of a list, and a path cannot say either.
  if (parts.length > 1 && parts.some((part) => /^-?\d+$/.test(part))) return null;
  const values = valuesOf(wanted);
  if (!values) return null;
  const names = parts.length > 1 ? [[key], parts] : [parts];
  const paths = names.map((each) => `$.${each.map((name) => JSON.stringify(name)).join(".")}`);
  const test = paths.flatMap((path) => values.map((value) => `${path} == ${value}`)).join(" || ");
  const holds = (column: "attributes" | "resource") => tx`${tx(column)} @@ ${test}::text::jsonpath`;
  return place === "either" ? tx`(${holds("attributes")} or ${holds("resource")})` : holds(place);
}

/** In a path's words. A negative number is a calculation there, which no index answers. */
function valuesOf(wanted: string): string[] | null {
  const text = JSON.stringify(wanted);
  if (numberForm.test(wanted) || wholeForm.test(wanted))
    return wanted.startsWith("-") ? null : [text, wanted.replace(/^0+(?=\d)/, "")];
  return wanted === "true" || wanted === "false" ? [text, wanted] : [text];
}
