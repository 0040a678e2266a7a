import { type GraphQLObjectType, getNamedType, isInputObjectType } from "graphql";
import { schema } from "../../graphql/schema.ts";
import type { GraphQLAnswer } from "../graphql-over.ts";
import { collectIds, type IdPool, typeOf } from "./ids-in.ts";
import { idArguments } from "./made-up-input.ts";
import { canAsk, fieldSelection, isLeaf } from "./selection-of.ts";

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

/** Refusals that are answers; others (a question too dear, or wrong) would leave things unseen. */
const honest = ["FORBIDDEN", "NOT_FOUND", "UNAUTHENTICATED", "PRECONDITION_FAILED", "UNAVAILABLE", "INVALID_INPUT"];

/** Reads everything that the caller can reach from here, by what the schema says and not by names. */
export async function crawlWorkspace({ ask, from, filterBy }: CrawlOptions): Promise<Crawled> {
  const ids: IdPool = new Map();
  const looked = new Map<string, number>();
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
    for (const selection of selectionsOf(typename, filterBy))
      note(await ask(`query ($id: ID!) { node(id: $id) { ... on ${typename} ${selection} } }`, { id }));
  }
  return { ids, text };
}

/** One selection for all leaves of a type, and one for each field with something under it: no question gets too dear. */
function selectionsOf(typename: string, filterBy: IdPool | undefined): string[] {
  const type = schema.getType(typename) as GraphQLObjectType;
  const fields = Object.values(type.getFields());
  const leaves = fields.filter((field) => isLeaf(field) && canAsk(field)).map(({ name }) => name);
  const branches = fields.filter((field) => !isLeaf(field) && canAsk(field));
  return [
    `{ __typename ${leaves.join(" ")} }`,
    ...branches.map((field) => `{ ${fieldSelection(field, 1)} }`),
    ...branches.flatMap((field) =>
      field.args
        .filter((arg) => filterBy && isInputObjectType(getNamedType(arg.type)))
        .flatMap((arg) => idArguments(arg, filterBy as IdPool))
        .map((args) => `{ ${fieldSelection(field, 1, args)} }`),
    ),
  ];
}
