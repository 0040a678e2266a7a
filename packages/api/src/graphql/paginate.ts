import { resolveCursorConnection } from "@pothos/plugin-relay";
import { type InputIssue, InvalidInputError } from "../service/errors.ts";
import { defaultPageSize, maxPageSize } from "./builder.ts";

export interface PageArgs {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

/** What a loader needs to fetch one page by its keys. */
export interface PageRequest {
  /** Rows to fetch; one more than the page, so that `hasNextPage` costs nothing. */
  limit: number;
  /** Continue after this key, in the list's order. */
  after: string | undefined;
  /** Stop before this key, in the list's order. */
  before: string | undefined;
  /** Read from the far end (`last`); the page is turned around afterwards. */
  inverted: boolean;
}

/** One page as the connection types read it. */
export interface Page<Row> {
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor?: string | null; endCursor?: string | null };
  edges: { cursor: string; node: Row }[];
}

/**
 * A keyset page of a list. `keyOf` names the row's place (its id or position); cursors are made from it.
 * @throws InvalidInputError when `first` or `last` is not from 1 to 100, or a cursor is none of ours
 */
export async function paginate<Row>(
  args: PageArgs,
  keyOf: (row: Row) => string,
  fetch: (request: PageRequest) => Promise<Row[]>,
): Promise<Page<Row>> {
  const issues: InputIssue[] = [];
  for (const name of ["first", "last"] as const) {
    const size = args[name];
    if (size != null && (size < 1 || size > maxPageSize)) {
      issues.push({ path: [name], message: `must be from 1 to ${maxPageSize}; use \`after\` for the next page.` });
    }
  }
  if (args.first != null && args.last != null)
    issues.push({ path: ["last"], message: "cannot be given together with first." });
  if (issues.length > 0) throw new InvalidInputError(issues);
  const page = await resolveCursorConnection(
    { args, defaultSize: defaultPageSize, maxSize: maxPageSize, toCursor: (row) => encodeKey(keyOf(row as Row)) },
    ({ limit, after, before, inverted }) =>
      fetch({
        limit,
        inverted,
        after: after && decodeKey("after", after),
        before: before && decodeKey("before", before),
      }),
  );
  return page as Page<Row>;
}

function encodeKey(key: string): string {
  return Buffer.from(`k:${key}`).toString("base64url");
}

function decodeKey(name: string, cursor: string): string {
  const text = Buffer.from(cursor, "base64url").toString();
  if (text.startsWith("k:") && /^[\w:.-]+$/.test(text.slice(2))) return text.slice(2);
  throw new InvalidInputError([
    { path: [name], message: "is not a cursor of this list; pass one that a page gave you." },
  ]);
}
