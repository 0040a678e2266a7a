import {
  buildSchema,
  execute,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isObjectType,
  parse,
  validate,
} from "graphql";
import { expect, test } from "vitest";
import { followPlan } from "./follow-plan.ts";
import { planOperation } from "./plan-operation.ts";
import { UnplannableError } from "./unplannable-error.ts";

const schema = buildSchema(`
  interface Node { id: ID! }
  type Person implements Node { id: ID! name: String! age: Int mood: Mood friends(first: Int = 2, filter: Filter): [Person!]! best: Person pets: [Pet]! where: String! }
  type Cat implements Node { id: ID! lives: Int! }
  type Dog implements Node { id: ID! tricks: [[String!]!]! owner: Person! }
  union Pet = Cat | Dog
  enum Mood { GOOD BAD }
  input Filter { mood: Mood = GOOD, names: [String!] }
  type Query { me: Person! person(id: ID!): Person nodes(ids: [ID!]!): [Node]! fails: Person failsLater: Int pets: [Pet!]! never: String! say(text: String): String }
  type Mutation { me: Person! }
`);

interface Row {
  type: string;
  id: string;
  [field: string]: unknown;
}

const rows: Record<string, Row> = {
  a: { type: "Person", id: "a", name: "Ada", age: 36, mood: "GOOD", friendIds: ["b", "c"], petIds: ["x", "y"] },
  b: { type: "Person", id: "b", name: "Ben", age: null, mood: "BAD", friendIds: ["a"], petIds: [] },
  c: { type: "Person", id: "c", name: "Cy", age: 3.5, mood: "WORSE", friendIds: [], petIds: ["y", "none"] },
  x: { type: "Cat", id: "x", lives: 7 },
  y: { type: "Dog", id: "y", tricks: [["sit"], []], ownerId: "a" },
  z: { type: "Nobody", id: "z" },
};

const later = async <Value>(value: Value): Promise<Value> => value;
const row = (id: string) => rows[id] ?? null;
const resolvers: Record<string, Record<string, unknown>> = {
  Query: {
    me: () => row("a"),
    person: (_: unknown, { id }: { id: string }) => later(row(id)),
    nodes: (_: unknown, { ids }: { ids: string[] }) => ids.map((id, index) => (index % 2 ? later(row(id)) : row(id))),
    fails: () => {
      throw new Error("This fails.");
    },
    failsLater: () => Promise.reject(new Error("This fails later.")),
    pets: () => later([row("x"), row("y")]),
    never: () => later(null),
    say: (_: unknown, args: { text?: string | null }) => JSON.stringify(args),
  },
  Person: {
    friends: ({ friendIds }: Row, args: { first: number; filter?: unknown }) =>
      later((friendIds as string[]).slice(0, args.first).map(row)),
    best: ({ friendIds }: Row) => row((friendIds as string[])[0] ?? ""),
    pets: ({ petIds }: Row) => (petIds as string[]).map((id) => later(row(id))),
    where: (_: Row, __: unknown, ___: unknown, { path, fieldName, parentType, returnType }: GraphQLResolveInfo) => {
      const places: unknown[] = [];
      for (let at: GraphQLResolveInfo["path"] | undefined = path; at; at = at.prev) places.push([at.key, at.typename]);
      return JSON.stringify({ places, fieldName, parentType, returnType });
    },
  },
  Dog: { owner: ({ ownerId }: Row) => row(ownerId as string) },
};

for (const type of Object.values(schema.getTypeMap())) {
  if (!isObjectType(type) || type.name.startsWith("__")) continue;
  for (const [name, resolve] of Object.entries(resolvers[type.name] ?? {})) {
    Object.assign(type.getFields()[name] as object, { resolve });
  }
}
Object.assign(schema.getType("Node") as object, { resolveType: ({ type }: Row) => later(type) });
Object.assign(schema.getType("Pet") as object, { resolveType: ({ type }: Row) => type });
Object.assign(schema.getType("Cat") as GraphQLObjectType, { isTypeOf: ({ type }: Row) => type === "Cat" });

async function both(query: string, variableValues: Record<string, unknown> = {}, operationName?: string) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const full = await execute({ schema, document, variableValues, operationName });
  const planned = await followPlan(planOperation(schema, document, operationName), { variableValues }).then(
    (data) => ({ data }),
    (error: unknown) => ({ gaveUp: error }),
  );
  return { full, planned };
}

const answered: Record<string, [string, Record<string, unknown>?, string?]> = {
  "properties and __typename": ["{ me { __typename id name age mood } kind: __typename }"],
  "lists in lists of objects": [
    "{ me { friends { name friends { id friends(first: 1) { name } } } best { best { id } } } }",
  ],
  "the order of names, whatever answers first": [
    '{ person(id: "b") { name } me { id } again: person(id: "a") { id } }',
  ],
  "a null that may be": ['{ person(id: "no") { name } }'],
  "fragments, merged and by type": [
    'query { me { ...a ...b } nodes(ids: ["a", "x", "y", "no"]) { __typename id ... on Person { name } ... on Dog { tricks owner { ...a } } } pets { ... on Cat { lives } ...on Node { id } } } fragment a on Person { best { id } ... on Node { id } } fragment b on Person { best { name } ...a }',
  ],
  "arguments, their defaults and variables": [
    'query Q($id: ID!, $first: Int = 1, $f: Filter) { person(id: $id) { friends(first: $first, filter: $f) { id } all: friends { id } } a: say b: say(text: null) c: say(text: "x") }',
    { id: "a", f: { names: ["n"] } },
  ],
  "a variable that was left out": ["query ($t: String) { say(text: $t) }"],
  "one of several operations": ["query A { me { id } } query B { me { name } }", {}, "B"],
  "names of Object.prototype": ["{ constructor: me { toString: id hasOwnProperty: name } }"],
  "the info of a resolver": ["{ me { where friends { where } pets { __typename } } }"],
};

for (const [name, [query, variables, operationName]] of Object.entries(answered)) {
  test(`answers as graphql-js does: ${name}`, async () => {
    const { full, planned } = await both(query, variables, operationName);
    expect(full.errors).toBeUndefined();
    expect(JSON.stringify(planned)).toBe(JSON.stringify(full));
  });
}

const unplain: Record<string, [string, Record<string, unknown>?]> = {
  "a resolver that throws": ["{ me { id } fails { id } }"],
  "a promise that is rejected": ["{ me { id } failsLater }"],
  "a null that may not be": ["{ never }"],
  "a number that is no Int": ['{ person(id: "c") { age } }'],
  "a value that is not of the enum": ['{ person(id: "c") { mood } }'],
  "a type that the schema does not have": ['{ nodes(ids: ["z"]) { id } }'],
  "a variable of the wrong type": ["query ($id: ID!) { person(id: $id) { id } }", { id: {} }],
  "a variable that is missing": ["query ($id: ID!) { person(id: $id) { id } }"],
};

for (const [name, [query, variables]] of Object.entries(unplain)) {
  test(`leaves to the full executor: ${name}`, async () => {
    const { full, planned } = await both(query, variables);
    expect(full.errors?.length).toBeGreaterThan(0);
    expect(planned).toHaveProperty("gaveUp");
  });
}

test.each([
  "{ me { id @skip(if: true) } }",
  "query ($x: Boolean!) { me { ... @include(if: $x) { id } } }",
  "{ __schema { queryType { name } } }",
  "{ __proto__: me { id } }",
  "mutation { me { id } }",
])("does not plan %s", (query) => {
  expect(() => planOperation(schema, parse(query), undefined)).toThrow(UnplannableError);
});

test("ends when the client has gone", async () => {
  const plan = planOperation(schema, parse('{ person(id: "a") { id } }'), undefined);
  await expect(followPlan(plan, { signal: AbortSignal.abort(new Error("gone")) })).rejects.toThrow("gone");
});
