import {
  type DocumentNode,
  execute,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from "graphql";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../service/actor.ts";
import { createContext } from "../service/context.ts";
import { embedComponents } from "../service/permissions.ts";
import { startPosition } from "../subscriptions/cursor.ts";
import { type Hub, startHub } from "../subscriptions/hub.ts";
import { eventually, graphqlOver, makeWorkspace, startTestServer, type TestServer } from "../testing/index.ts";
import { type Ask, crawlWorkspace } from "../testing/isolation/crawl-workspace.ts";
import { type FurnishedTenant, furnishTenant } from "../testing/isolation/furnish-tenant.ts";
import type { IdPool } from "../testing/isolation/ids-in.ts";
import { canAsk, fieldSelection, isLeaf } from "../testing/isolation/selection-of.ts";
import { severalAtOnce } from "../testing/isolation/several-at-once.ts";
import { decodeGlobalId } from "./ids.ts";
import { presentError } from "./present-error.ts";
import { schema } from "./schema.ts";

// Walks the whole schema with what an embed token of one tenant may do, looking for what is another tenant's. It goes past the
// list of published operations on purpose: that list is one wall, and what a token's own rights let through is the other.

type Field = GraphQLField<unknown, unknown>;

let server: TestServer;
let owner: Sql;
let hub: Hub;
let ownersAsk: Ask;
let workspaceId: string;
let mine: FurnishedTenant;
let theirs: FurnishedTenant;
let known: IdPool;
/** Ids, as they are outside, of rows that carry the other tenant's id. */
let theirIds: string[];
let myIds: string[];

const walkMs = 240_000;
const fieldsOf = (root: "Query" | "Subscription") =>
  Object.values((schema.getType(root) as { getFields(): Record<string, Field> } | undefined)?.getFields() ?? {});

beforeAll(async () => {
  server = await startTestServer();
  owner = postgres(server.databaseUrl, { max: 1, onnotice: () => {} });
  hub = await startHub(server.app);
  const workspace = await makeWorkspace(server);
  workspaceId = workspace.id;
  ownersAsk = (query, variables = {}) => graphqlOver(server.url, query, variables, { cookie: workspace.owner.cookie });
  [mine, theirs] = await Promise.all([furnishTenant(ownersAsk, workspaceId), furnishTenant(ownersAsk, workspaceId)]);
  known = (await crawlWorkspace({ ask: ownersAsk, from: [theirs.id, mine.id, workspaceId] })).ids;
  theirIds = await idsOf(theirs);
  myIds = await idsOf(mine);
}, walkMs);

afterAll(async () => {
  hub?.stop();
  await owner?.end();
  await server?.close();
});

/** The uuids of a tenant's rows in every table that has a tenant, and its own row, read from the catalogue. */
async function rowsOf(tenant: FurnishedTenant): Promise<Map<string, string[]>> {
  const { id } = decodeGlobalId(tenant.id);
  const tables = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c
    join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped
    join pg_attribute i on i.attrelid = c.oid and i.attname = 'id' and not i.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`;
  const found = new Map([["tenants", [id]]]);
  for (const { name } of tables) {
    const rows = await owner`select id from ${owner(name)} where tenant_id = ${id}`;
    found.set(
      name,
      rows.map((row) => row.id as string),
    );
  }
  return found;
}

async function idsOf(tenant: FurnishedTenant): Promise<string[]> {
  const uuids = new Set([...(await rowsOf(tenant)).values()].flat());
  return [...known.values()].flatMap((ids) => [...ids]).filter((id) => uuids.has(decodeGlobalId(id).id));
}

/** Steps from a root without arguments: what lies deeper is reached by its own id, from which the crawl begins anew. */
const deepest = 5;

/** Everything that hangs under a type through others, each thing asked alone, and no type entered twice on one way. */
function questionsUnder(type: GraphQLNamedType, before: string, after: string, way: readonly string[]): string[] {
  if (!isObjectType(type) || way.includes(type.name) || way.length >= deepest) return [];
  const fields = Object.values(type.getFields()).filter(canAsk);
  return fields.flatMap((field) => {
    const page = field.args.some(({ name }) => name === "first") ? "(first: 20)" : "";
    const deeper = isLeaf(field)
      ? []
      : questionsUnder(getNamedType(field.type), `${before} ${field.name}${page} {`, `} ${after}`, [...way, type.name]);
    return [`${before} ${fieldSelection(field, 1)} ${after}`, ...deeper];
  });
}

/** What an embed token for the tenant makes of a request, as authenticating makes it. */
function holderOf(tenant: FurnishedTenant, component: string): Actor {
  return {
    type: "embed",
    embedTokenId: crypto.randomUUID(),
    workspaceId: decodeGlobalId(workspaceId).id,
    tenantId: decodeGlobalId(tenant.id).id,
    component,
    subject: null,
    expiresAt: new Date(Date.now() + 600_000),
  };
}

function contextOf(actor: Actor) {
  const ctx = createContext({ app: server.app, actor });
  ctx.memo.set(startPosition, hub.position());
  return ctx;
}

const documents = new Map<string, DocumentNode>();

/** The question as it is executed; each is read and validated once, whoever asks it. */
function documentOf(source: string): DocumentNode {
  const known = documents.get(source);
  if (known) return known;
  const document = parse(source);
  const [wrong] = validate(schema, document);
  if (wrong) throw wrong;
  documents.set(source, document);
  return document;
}

/** Everything that was answered to it stands in `heard`. */
function asking(actor: Actor): { ask: Ask; heard: string[] } {
  const heard: string[] = [];
  const ask: Ask = async (source, variableValues = {}) => {
    const contextValue = contextOf(actor);
    const { data, errors } = await execute({ schema, document: documentOf(source), variableValues, contextValue });
    const presented = errors?.map((error) => presentError(error, "test", server.app.log).toJSON());
    heard.push(JSON.stringify([data, presented]));
    return { data, errors: presented } as never;
  };
  return { ask, heard };
}

/** Nothing that is the other tenant's stands in what was heard. */
function expectSilence(heard: readonly string[]): void {
  const text = heard.join("\n");
  const leak = [theirs.canary, ...theirIds].find((word) => text.includes(word));
  const at = leak ? text.indexOf(leak) : 0;
  expect(leak ? text.slice(Math.max(0, at - 300), at + 100) : "").toBe("");
}

/** Tables that no door fills for a tenant yet. Whoever opens one makes a row in furnish-tenant.ts and takes the line out here. */
const withoutDoor = ["channels", "notifications"];

it("stands on a row of the other tenant in every table that has a tenant", async () => {
  const empty = [...(await rowsOf(theirs))].filter(([, ids]) => ids.length === 0).map(([table]) => table);
  const missing = empty.filter((table) => !withoutDoor.includes(table));
  expect(missing, "tables without a row of a tenant: make one in testing/isolation/furnish-tenant.ts").toEqual([]);
  expect(theirIds.length).toBeGreaterThan(3);
});

describe.each(embedComponents)("an embed token for the widget %s", (component) => {
  it(
    "reads its own tenant and no field of another, wherever it begins and whatever it filters by",
    async () => {
      const { ask, heard } = asking(holderOf(mine, component));
      const filterBy: IdPool = new Map(
        [...known].map(([type, ids]) => [type, new Set([...ids].filter((id) => theirIds.includes(id)))]),
      );
      await crawlWorkspace({ ask, from: [...theirIds, ...myIds, workspaceId], filterBy });
      const doors = fieldsOf("Query").filter((field) => field.args.length === 0 && !isLeaf(field));
      for (const door of doors) {
        await severalAtOnce(questionsUnder(getNamedType(door.type), `{ ${door.name} {`, "} }", []), ask);
      }
      expect(heard.join("\n")).toContain(mine.canary);
      expectSilence(heard);
    },
    walkMs,
  );

  it(
    "gets nothing from the roots of the schema that are given ids of another tenant",
    async () => {
      const { ask, heard } = asking(holderOf(mine, component));
      for (const field of fieldsOf("Query").filter(({ args }) => args.length > 0)) {
        const declared = field.args.map(({ name, type }) => `$${name}: ${type}`).join(", ");
        const passed = field.args.map(({ name }) => `${name}: $${name}`).join(", ");
        const question = `query (${declared}) { ${fieldSelection({ ...field, args: [] }, 1, passed)} }`;
        await severalAtOnce(theirIds, async (value) => {
          const variables = Object.fromEntries(
            field.args.map(({ name, type }) => [name, String(type).includes("[") ? [value] : value]),
          );
          const { data } = await ask(question, variables);
          if (field.name === "node") expect(data?.node, value).toBeNull();
        });
      }
      // A refusal repeats what was asked for: “id”, or that it is an id of another type.
      const echoed = (id: string) => new RegExp(`“${id}”|(id: )?${id} is not of type`, "g");
      expectSilence(heard.map((text) => theirIds.reduce((rest, id) => rest.replaceAll(echoed(id), ""), text)));
    },
    walkMs,
  );

  it(
    "hears what happens to its own tenant and nothing of another",
    async () => {
      const heard: string[] = [];
      const open: { close(): void }[] = [];
      for (const field of fieldsOf("Subscription")) {
        const needed = field.args.filter(({ type, name }) => isNonNullType(type) || name === "environmentId");
        const declared = needed.map(({ name, type }) => `$${name}: ${type}`).join(", ");
        const passed = needed.map(({ name }) => `${name}: $${name}`).join(", ");
        const environmentId = [...(known.get("Environment") ?? [])][0];
        const actor = holderOf(mine, component);
        const answer = await hub
          .subscribe(
            {
              schema,
              document: parse(`subscription (${declared}) { ${fieldSelection({ ...field, args: [] }, 1, passed)} }`),
              variableValues: Object.fromEntries(
                needed.map(({ name }) => [name, name === "environmentId" ? environmentId : workspaceId]),
              ),
              contextValue: contextOf(actor),
            },
            {
              actor,
              connection: { transport: "sse", since: new Date() },
              next: ({ json }) => heard.push(json),
              isBusy: () => false,
              fail: (error) => heard.push(String(error)),
              forbid: (reason) => heard.push(reason),
            },
          )
          .catch((error: Error) => heard.push(error.message));
        if (typeof answer === "object" && "kind" in answer) open.push(answer);
      }
      expect(open.length, "subscriptions that the token may open").toBeGreaterThan(0);
      await theirs.stir();
      // The log keeps its order: when this is heard, what came before it would have been.
      await mine.stir();
      await eventually(() => heard.some((text) => myIds.some((id) => text.includes(id))));
      for (const subscription of open) subscription.close();
      expectSilence(heard);
    },
    walkMs,
  );
});
