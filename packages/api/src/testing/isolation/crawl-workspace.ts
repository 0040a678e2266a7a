import { type GraphQLObjectType, getNamedType, isInputObjectType } from "graphql";
import { schema } from "../../graphql/schema.ts";
import type { GraphQLAnswer } from "../graphql-over.ts";
import { collectIds, type IdPool, typeOf } from "./ids-in.ts";
import { idArguments } from "./made-up-input.ts";
import { canAsk, fieldSelection, isLeaf } from "./selection-of.ts";
import { severalAtOnce } from "./several-at-once.ts";

export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<GraphQLAnswer>;

export interface CrawlOptions {
  ask: Ask;
  /** Where to begin: ids, mostly the workspace's. */
  from: readonly string[];
  /** Ids to name in every filter that takes some. Default: filters stay away. */
  filterBy?: IdPool;
}

/** What a crawl brought back. */
export interface Crawled {
  ids: IdPool;
  /** Everything that was answered, in one text. */
  text: string;
}

/** Rows of one type that are looked at closely; the rest is only noted. */
const closely = 6;

/** Fields with something under them that are asked for together, unless that is too dear. */
const handful = 5;

/** Refusals that are answers; others (a question too dear, or wrong) would leave things unseen. */
const honest = ["FORBIDDEN", "NOT_FOUND", "UNAUTHENTICATED", "PRECONDITION_FAILED", "UNAVAILABLE", "INVALID_INPUT"];

/** Reads everything that the caller can reach from here, by what the schema says and not by names. */
export async function crawlWorkspace({ ask, from, filterBy }: CrawlOptions): Promise<Crawled> {
  const ids: IdPool = new Map();
  const looked = new Map<string, number>();
  const alone = new Set<string>();
  const queue = [...from];
  let text = "";
  const note = ({ data, errors }: GraphQLAnswer) => {
    const spoilt = errors?.find(({ extensions }) => !honest.includes(String(extensions.code)));
    if (spoilt) throw new TypeError(`The crawl asked what cannot be answered: ${spoilt.message}`);
    const answered = JSON.stringify(data ?? null);
    text += `${answered}\n`;
    queue.push(...collectIds(ids, answered));
  };
  for (const root of ["viewer", "myWorkspaces"]) {
    const field = schema.getQueryType()?.getFields()[root];
    if (field) note(await ask(`{ ${fieldSelection(field, 1)} }`));
  }
  for (let id = queue.shift(); id; id = queue.shift()) {
    const typename = typeOf(id) ?? "";
    const seen = looked.get(typename) ?? 0;
    if (seen >= closely) continue;
    looked.set(typename, seen + 1);
    const look = async (parts: string[]) =>
      await ask(`query ($id: ID!) { node(id: $id) { ... on ${typename} { ${parts.join(" ")} } } }`, { id });
    // Many things in one question save a question each; where one of them is refused, or they are too dear together, each is asked alone.
    await severalAtOnce(handfulsOf(typename, filterBy), async (parts) => {
      const key = parts.join(" ");
      const together = alone.has(key) && parts.length > 1 ? null : await look(parts);
      if (together && (!together.errors || parts.length === 1)) return note(together);
      alone.add(key);
      for (const part of parts) note(await look([part]));
    });
  }
  return { ids, text };
}

/** What can be asked of a type, by what is asked for together: its leaves, and a few at a time of the fields with something under them. */
function handfulsOf(typename: string, filterBy: IdPool | undefined): string[][] {
  const type = schema.getType(typename) as GraphQLObjectType;
  const fields = Object.values(type.getFields());
  const branches = fields.filter((field) => !isLeaf(field) && canAsk(field));
  const leaves = fields.filter((field) => isLeaf(field) && canAsk(field)).map(({ name }) => name);
  const selections = [
    ...branches.map((field) => fieldSelection(field, 1)),
    ...branches.flatMap((field) =>
      field.args
        .filter((arg) => filterBy && isInputObjectType(getNamedType(arg.type)))
        .flatMap((arg) => idArguments(arg, filterBy as IdPool))
        .map((args) => fieldSelection(field, 1, args)),
    ),
  ].map((selection, index) => `part${index}: ${selection}`);
  const count = Math.ceil(selections.length / handful);
  return [leaves, ...Array.from({ length: count }, (_, n) => selections.slice(n * handful, (n + 1) * handful))];
}
