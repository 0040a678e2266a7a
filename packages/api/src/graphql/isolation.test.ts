import { type GraphQLField, isNonNullType } from "graphql";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type GraphQLAnswer,
  graphqlOver,
  type Receiver,
  startReceiver,
  startTestServer,
  type TestServer,
} from "../testing/index.ts";
import { type Caller, callerOf } from "../testing/isolation/callers.ts";
import { type Crawled, crawlWorkspace } from "../testing/isolation/crawl-workspace.ts";
import { digestWorkspace, quietDigest } from "../testing/isolation/digest-workspace.ts";
import { type FurnishedWorkspace, furnishWorkspace, mutationOf } from "../testing/isolation/furnish-workspace.ts";
import { collectIds, type IdPool } from "../testing/isolation/ids-in.ts";
import { idFields, madeUpInput } from "../testing/isolation/made-up-input.ts";
import { fieldSelection, nodeTypes } from "../testing/isolation/selection-of.ts";
import { severalAtOnce } from "../testing/isolation/several-at-once.ts";
import { decodeGlobalId } from "./ids.ts";
import { schema } from "./schema.ts";

// Walks the schema with the ids of one workspace and the credentials of another. Nothing is named here that a later domain would
// have to add itself to; what a domain has to do is to furnish a row of each of its node types.

type Field = GraphQLField<unknown, unknown>;

let server: TestServer;
let receiver: Receiver;
let owner: Sql;
let mine: FurnishedWorkspace;
let theirs: FurnishedWorkspace;
let known: Crawled;
let own: IdPool;
let strangers: Caller[];

/** Far beyond what a walk takes: on a machine with ten others at work one took almost four minutes. */
const walkMs = 900_000;
/** Inputs of one mutation that are sent in one request. */
const handful = 6;
const fieldsOf = (root: "Query" | "Mutation" | "Subscription") =>
  Object.values((schema.getType(root) as { getFields(): Record<string, Field> } | undefined)?.getFields() ?? {});
const uuidOf = ({ id }: FurnishedWorkspace) => decodeGlobalId(id).id;

beforeAll(async () => {
  server = await startTestServer({
    // A visitor who asks this often is told to wait, which would be no answer to what is asked here.
    env: {
      GITHUB_CLIENT_ID: "Iv1.0123456789",
      GITHUB_CLIENT_SECRET: "0123456789abcdef",
      API_COST_PER_SECOND: "1000000",
    },
  });
  receiver = await startReceiver();
  owner = postgres(server.databaseUrl, { max: 1, onnotice: () => {} });
  [theirs, mine] = await Promise.all([furnishWorkspace(server, receiver.url), furnishWorkspace(server, receiver.url)]);
  const ask = (workspace: FurnishedWorkspace) => callerOf(server, "owner", { cookie: workspace.owner.cookie }).ask;
  const [other, self] = await Promise.all(
    [theirs, mine].map((each) => crawlWorkspace({ ask: ask(each), from: [each.id] })),
  );
  if (!other || !self) throw new TypeError("Two workspaces were walked.");
  known = other;
  collectIds(known.ids, theirs.text);
  own = self.ids;
  strangers = [
    callerOf(server, "the owner of another workspace", { cookie: mine.owner.cookie }),
    callerOf(server, "an API key of another workspace", { token: mine.apiKey }),
    callerOf(server, "an anonymous visitor", {}),
  ];
  await quietDigest(owner, uuidOf(theirs));
}, walkMs);

afterAll(async () => {
  await owner?.end();
  await server?.close();
  await receiver?.close();
});

describe("what the walk stands on", () => {
  it("has a row of every node type, and its owner can read it", async () => {
    const missing = nodeTypes().filter((type) => !known.ids.get(type)?.size);
    expect(missing, "node types without a row to walk: make one in testing/isolation/furnish-workspace.ts").toEqual([]);
    for (const [type, ids] of known.ids) {
      const { data } = await graphqlOver(
        server.url,
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
        { ids: [...ids].slice(0, 50) },
        { cookie: theirs.owner.cookie },
      );
      expect(data.nodes.some(Boolean), `no ${type} can be read by its own owner`).toBe(true);
    }
  });

  it("has a word of the workspace's in what its owner reads", () => {
    expect(known.text).toContain(theirs.canary);
  });
});

it(
  "shows no node of another workspace, one by one or together, and no workspace by its slug",
  async () => {
    const ids = [...known.ids.values()].flatMap((some) => [...some]);
    for (const { name, ask } of strangers) {
      await severalAtOnce(ids, async (id) => {
        const { data } = await ask("query ($id: ID!) { node(id: $id) { id } }", { id });
        expect(data?.node, `${name} reads ${id}`).toBeNull();
      });
      for (let at = 0; at < ids.length; at += 50) {
        const some = ids.slice(at, at + 50);
        const { data } = await ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: some });
        expect(data.nodes, name).toEqual(some.map(() => null));
      }
      const { data } = await ask("query ($slug: String!) { workspace(slug: $slug) { id } }", { slug: theirs.slug });
      expect(data.workspace, name).toBeNull();
    }
  },
  walkMs,
);

it(
  "gives away nothing through a field or a filter that is given ids of another workspace",
  async () => {
    const walk = async ({ ask }: Caller) => await crawlWorkspace({ ask, from: [mine.id], filterBy: known.ids });
    await Promise.all(strangers.slice(0, 2).map(walk));
    for (const { ask } of strangers) {
      for (const field of fieldsOf("Query").filter(({ args }) => args.length > 0)) {
        const declared = field.args.map(({ name, type }) => `$${name}: ${type}`).join(", ");
        const passed = field.args.map(({ name }) => `${name}: $${name}`).join(", ");
        const bare = fieldSelection({ ...field, args: [] }, 1, passed);
        await severalAtOnce([theirs.slug, theirs.id, ...firstOf(known.ids)], async (value) => {
          const variables = Object.fromEntries(
            field.args.map(({ name, type }) => [name, String(type).includes("[") ? [value] : value]),
          );
          await ask(`query (${declared}) { ${bare} }`, variables);
        });
      }
    }
    expectSilence();
  },
  walkMs,
);

function firstOf(pool: IdPool): string[] {
  return [...pool.values()].flatMap((ids) => [...ids].slice(0, 1));
}

/** Nothing of the other workspace stands in anything that a stranger was ever answered. */
function expectSilence(): void {
  for (const { name, heard } of strangers) {
    const at = heard().indexOf(theirs.canary);
    expect(at === -1 ? "" : heard().slice(Math.max(0, at - 300), at + 100), name).toBe("");
  }
}

interface Answer {
  /** The code of its refusal, or that it went through. */
  code: string;
  message: string;
}

async function answerOf({ ask }: Pick<Caller, "ask">, field: Field, input: unknown): Promise<Answer> {
  const { data, errors } = await ask(mutationOf(field.name).query, { input });
  return read(data?.[field.name], errors?.[0]);
}

function read(
  answer: Partial<Answer> & { __typename?: string },
  error: NonNullable<GraphQLAnswer["errors"]>[number] | undefined,
): Answer {
  const code = answer?.code ?? error?.extensions.code ?? answer?.__typename ?? "nothing";
  return { code: String(code), message: String(answer?.message ?? error?.message) };
}

/** What a mutation answered to each of these inputs: a few in one request, each on its own, one after the other. */
async function answersOf(caller: Caller, field: Field, inputs: readonly unknown[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < inputs.length; at += handful) {
    const some = inputs.slice(at, at + handful);
    const { data, errors } = await caller.ask(
      severalOf(field.name, some.length),
      Object.fromEntries(some.map((input, n) => [`input${n}`, input])),
    );
    // An error that is no refusal takes the answers beside it with it.
    if (errors) for (const input of some) answers.push(await answerOf(caller, field, input));
    else answers.push(...some.map((_, n) => read(data[`answer${n}`], undefined)));
  }
  return answers;
}

/** The mutation's document with so many inputs. */
function severalOf(name: string, count: number): string {
  const [, head = "", body = ""] = /\((.*?)\) \{([\s\S]*)\}/.exec(mutationOf(name).query) ?? [];
  const each = Array.from({ length: count }, (_, n) => n);
  const declared = each.map((n) => head.replace("$input", `$input${n}`)).join(", ");
  return `mutation (${declared}) { ${each.map((n) => `answer${n}: ${body.trim().replace("$input", `$input${n}`)}`).join(" ")} }`;
}

function inputOf(field: Field) {
  const [input] = field.args;
  if (field.args.length !== 1 || !input) throw new TypeError(`${field.name} takes more than its one input.`);
  return input;
}

const pathsOf = (field: Field) => [...new Set(idFields(inputOf(field).type, "input"))];

/** Made-up inputs with ids from these pools, by the path of the ID field; several, since a field's name may not tell its type. */
function inputsFor(field: Field, poolOf: (path: string) => IdPool): unknown[] {
  let choices = 2;
  const make = (full: boolean, variant: number) =>
    madeUpInput(inputOf(field).type, {
      full,
      variant,
      mutation: field.name,
      idOf(path, types) {
        const ids = types.flatMap((type) => [...(poolOf(path).get(type) ?? [])].slice(0, types.length > 1 ? 1 : 3));
        choices = Math.max(choices, types.length);
        return ids[variant % Math.max(1, ids.length)];
      },
    });
  const inputs = [];
  for (let variant = 0; variant < choices; variant += 1) {
    inputs.push(make(true, variant), make(false, variant));
  }
  return inputs;
}

/** Inputs that name another workspace's rows: all at once, and each alone among one's own. */
function attacks(field: Field): unknown[] {
  const paths = pathsOf(field);
  const chosen = [paths, ...(paths.length > 1 ? paths.map((path) => [path]) : [])];
  return chosen.flatMap((foreign) => inputsFor(field, (path) => (foreign.includes(path) ? known.ids : own)));
}

const refusals = ["NOT_FOUND", "FORBIDDEN", "UNAUTHENTICATED", "INVALID_INPUT"];

/** Mutations that a foreign id does not refuse, and why that gives nothing away. That they change nothing is seen all the same. */
const harmless: Record<string, string> = {
  markInboxRead: "marks those of the ids that are one's own, and answers how many those were",
};

/** Whether the answer is about the rest of the input: with ids of one's own it would be the same. */
async function isAboutTheRest(
  caller: Caller,
  field: Field,
  input: unknown,
  { code, message }: { code: string; message: string },
) {
  if (code.endsWith("Success")) return false;
  let text = JSON.stringify(input);
  for (const [type, ids] of known.ids)
    for (const id of ids) text = text.replaceAll(id, [...(own.get(type) ?? [])][0] ?? id);
  const again = await answerOf(caller, field, JSON.parse(text));
  return again.code === code && again.message === message;
}

it(
  "refuses every mutation that names a row of another workspace, and changes nothing there",
  async () => {
    const before = await quietDigest(owner, uuidOf(theirs));
    const wrong: string[] = [];
    async function attack(caller: Caller): Promise<void> {
      for (const field of fieldsOf("Mutation").filter((each) => pathsOf(each).length > 0)) {
        const codes = new Set<string>();
        const inputs = attacks(field);
        for (const [index, answer] of (await answersOf(caller, field, inputs)).entries()) {
          const input = inputs[index];
          codes.add(answer.code);
          if (refusals.includes(answer.code) || (harmless[field.name] && answer.code.endsWith("Success"))) continue;
          if (await isAboutTheRest(caller, field, input, answer)) continue;
          wrong.push(`${field.name} as ${caller.name}: ${answer.code} ${answer.message} ${JSON.stringify(input)}`);
        }
        // Else the rest of the input was refused each time, and the wall was never reached.
        const reached = refusals.slice(0, 3).some((code) => codes.has(code)) || harmless[field.name];
        if (!reached) wrong.push(`${field.name} as ${caller.name} was never tried: ${[...codes].join(", ")}`);
      }
    }
    // One after the other where they act on rows of the same workspace.
    const [person, key, nobody] = strangers as [Caller, Caller, Caller];
    await Promise.all([attack(person).then(() => attack(key)), attack(nobody)]);
    expect(wrong).toEqual([]);
    expect(await digestWorkspace(owner, uuidOf(theirs))).toEqual(before);
    expectSilence();
  },
  walkMs,
);

it(
  "refuses every subscription to another workspace",
  async () => {
    for (const caller of strangers) {
      for (const field of fieldsOf("Subscription")) {
        // An API key may leave out the environment that is its own; a stranger names theirs.
        const needed = field.args.filter(({ type, name }) => isNonNullType(type) || name === "environmentId");
        const declared = needed.map(({ name, type }) => `$${name}: ${type}`).join(", ");
        const passed = needed.map(({ name }) => `${name}: $${name}`).join(", ");
        const environmentId = [...(known.ids.get("Environment") ?? [])][0];
        const variables = Object.fromEntries(
          needed.map(({ name }) => [name, name === "environmentId" ? environmentId : theirs.id]),
        );
        const selection = fieldSelection({ ...field, args: [] }, 1, passed);
        const first = await caller.listen(`subscription (${declared}) { ${selection} }`, variables);
        const code = JSON.parse(first ?? "{}").errors?.[0]?.extensions?.code;
        expect(refusals, `${field.name} as ${caller.name} answered ${first}`).toContain(code);
      }
    }
  },
  walkMs,
);

/** What somebody who may only read may still do, and why. Everything else is refused. */
const readersMay: Record<string, string> = {
  createWorkspace: "makes a workspace of one's own",
  leaveWorkspace: "ends one's own membership",
  markInboxRead: "touches one's own inbox only",
  setNotificationPreference: "is one's own choice",
  updateProfile: "is about oneself",
  registerPushDevice: "is about one's own browser",
  removePushDevice: "knows one's own browsers only",
  sendTestToMe: "sends to oneself only",
};

it(
  "refuses a member who may only read every mutation, but for what is the person's own",
  async () => {
    const before = await quietDigest(owner, uuidOf(theirs));
    const viewer = callerOf(server, "a viewer", { cookie: theirs.viewer.cookie });
    const wrong: string[] = [];
    const forbidden = fieldsOf("Mutation").filter(({ name }) => !readersMay[name]);
    await severalAtOnce(forbidden, async (field) => {
      const codes = new Set<string>();
      const inputs = inputsFor(field, () => known.ids);
      for (const { code } of await answersOf(viewer, field, inputs)) codes.add(code);
      if (![...codes].every((code) => refusals.includes(code))) wrong.push(`${field.name}: ${[...codes].join(", ")}`);
      if (pathsOf(field).length > 0 && !codes.has("FORBIDDEN"))
        wrong.push(`${field.name} was never tried: ${[...codes].join(", ")}`);
    });
    expect(wrong).toEqual([]);
    expect(await digestWorkspace(owner, uuidOf(theirs))).toEqual(before);
  },
  walkMs,
);

it("keeps the downloads of a workspace to its own people", async () => {
  for (const credential of [{ cookie: mine.owner.cookie }, { authorization: `Bearer ${mine.apiKey}` }, {}]) {
    const response = await fetch(`${server.url}/export/audit?workspace=${theirs.slug}&format=ndjson`, {
      headers: credential as Record<string, string>,
    });
    expect([401, 403, 404]).toContain(response.status);
    expect(await response.text()).not.toContain(theirs.canary);
  }
});
