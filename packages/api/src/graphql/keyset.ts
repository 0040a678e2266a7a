import { and, asc, desc, gt, lt, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { InvalidInputError } from "../service/errors.ts";
import type { PageRequest } from "./paginate.ts";

/**
 * The clauses of a keyset page over one unique, sortable column: `where` bounds it, `orderBy` sorts it.
 * @param newestFirst true for lists whose first row is the greatest key
 * @throws InvalidInputError for the cursor of another list, whose key this column could not even be compared with
 */
export function keyset(
  column: PgColumn,
  page: PageRequest,
  newestFirst = true,
): { where: SQL | undefined; orderBy: SQL } {
  refuseForeignKeys(column, page);
  const [beyond, short] = newestFirst ? [lt, gt] : [gt, lt];
  const descending = newestFirst !== page.inverted;
  return {
    where: and(
      page.after === undefined ? undefined : beyond(column, page.after),
      page.before === undefined ? undefined : short(column, page.before),
    ),
    orderBy: descending ? desc(column) : asc(column),
  };
}

const forms: Record<string, RegExp> = {
  PgUUID: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  PgBigInt53: /^\d{1,15}$/,
};

function refuseForeignKeys(column: PgColumn, page: PageRequest): void {
  const form = forms[column.columnType];
  for (const name of ["after", "before"] as const) {
    const key = page[name];
    if (!form || key === undefined || form.test(key)) continue;
    throw new InvalidInputError([
      { path: [name], message: "is a cursor of another list; pass one that a page of this list gave you." },
    ]);
  }
}
