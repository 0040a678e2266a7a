import {
  type ExecutionResult,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
} from "graphql";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Relay, startRelay } from "../outbox/relay.ts";
import type { Actor } from "../service/actor.ts";
import { createContext } from "../service/context.ts";
import { eventually } from "../testing/eventually.ts";
import { insertMember } from "../testing/insert-member.ts";
import { insertWorkspace } from "../testing/insert-workspace.ts";
import { startTestApp, type TestApp } from "../testing/start-test-app.ts";
import { EventSource } from "./event-source.ts";
import { type Hub, startHub } from "./hub.ts";
import { subscribeThroughHub } from "./subscribe-through-hub.ts";

const largeCharacters = 1_000_000;

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: "Query", fields: { x: { type: GraphQLInt } } }),
  subscription: new GraphQLObjectType({
    name: "Subscription",
    fields: {
      n: {
        type: GraphQLInt,
        args: { workspaceId: { type: new GraphQLNonNull(GraphQLString) } },
        subscribe: (_, { workspaceId }) =>
          new EventSource({ workspaceId, permission: "events:read", after: null, types: null }) as never,
        resolve: (event) => event.data.n,
      },
      large: {
        type: GraphQLString,
        args: { workspaceId: { type: new GraphQLNonNull(GraphQLString) } },
        subscribe: (_, { workspaceId }) =>
          new EventSource({ workspaceId, permission: "events:read", after: null, types: null }) as never,
        resolve: (event) => String(event.data.n).padEnd(largeCharacters, "."),
      },
    },
  }),
});

let server: TestApp;
let relay: Relay;
let hub: Hub;
let workspaceId: string;

beforeAll(async () => {
  server = await startTestApp();
  relay = startRelay(server.app);
  hub = await startHub(server.app);
});
afterAll(async () => {
  hub.stop();
  await relay.stop();
  await server.close();
});
beforeEach(async () => {
  workspaceId = await insertWorkspace(server.app);
});

type Stream = AsyncIterableIterator<ExecutionResult> & { return(): Promise<unknown> };

async function subscribe(
  actor: Actor = { type: "system", name: "test" },
  more: object = {},
  field = "n",
): Promise<Stream> {
  return (await subscribeThroughHub(
    hub,
    50,
  )({
    schema,
    document: parse(`subscription ($w: String!) { ${field}(workspaceId: $w) }`),
    variableValues: { w: workspaceId },
    contextValue: { ...createContext({ app: server.app, actor }), ...more },
  })) as Stream;
}

async function write(count: number): Promise<void> {
  await server.app.database.raw`
    insert into events (workspace_id, type, subject_type, subject_id, actor_type, actor_name, data)
    select ${workspaceId}, 'test.counted', 'test', ${workspaceId}, 'system', 'test', jsonb_build_object('n', n)
    from generate_series(1, ${count}::int) as n`;
  const before = hub.position();
  server.app.outbox.nudge();
  await eventually(() => hub.position() >= before + count);
}

test("a transport that goes away leaves the hub, whether or not it was reading", async () => {
  const [idle, waiting] = [await subscribe(), await subscribe()];
  const next = waiting.next();
  expect(hub.size()).toEqual({ groups: 1, subscribers: 2 });
  await Promise.all([idle.return(), waiting.return()]);
  expect(await next).toMatchObject({ done: true });
  expect(hub.size()).toEqual({ groups: 0, subscribers: 0 });
});

test("a reader that is too slow is told to read the state anew, and holds up nobody", async () => {
  const [slow, quick] = [await subscribe(), await subscribe()];
  const seen: unknown[] = [];
  const reading = (async () => {
    for await (const { data } of quick) {
      seen.push(data?.n);
      if (seen.length === 6000) break;
    }
  })();
  await write(6000);
  await reading;
  expect(seen).toEqual(Array.from({ length: 6000 }, (_, n) => n + 1));
  const results: ExecutionResult[] = [];
  for await (const result of slow) results.push(result);
  expect(results.length).toBeLessThan(6000);
  expect(results.at(-1)?.errors?.[0]?.extensions.code).toBe("RESYNC_REQUIRED");
  expect(hub.size().subscribers).toBe(0);
});

test("a reader that is too slow is kept no more than a few megabytes of answers", async () => {
  const [slow, quick] = [await subscribe(undefined, {}, "large"), await subscribe()];
  await write(12);
  for await (const { data } of quick) if (data?.n === 12) break;
  const results: ExecutionResult[] = [];
  for await (const result of slow) results.push(result);
  expect(results.at(-1)?.errors?.[0]?.extensions.code).toBe("RESYNC_REQUIRED");
  expect(results.length - 1).toBe(4);
});

test("ends with its credential", async () => {
  const member = await insertMember(server.app, workspaceId, "viewer");
  const stream = await subscribe({ ...member, expiresAt: new Date(Date.now() + 1500) });
  const results: ExecutionResult[] = [];
  for await (const result of stream) results.push(result);
  expect(results.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(["UNAUTHENTICATED"]);
});

test("ends when its session is signed out meanwhile", async () => {
  let signedIn = true;
  const member = await insertMember(server.app, workspaceId, "viewer");
  const stream = await subscribe(member, { isStillGood: async () => signedIn });
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(hub.size().subscribers).toBe(1);
  signedIn = false;
  const { value } = await stream.next();
  expect(value.errors[0].extensions.code).toBe("UNAUTHENTICATED");
});

test("answers a stranger by a typed refusal instead of throwing", async () => {
  const member = await insertMember(server.app, await insertWorkspace(server.app), "owner");
  const answer = (await subscribe(member)) as unknown as ExecutionResult;
  expect(answer.errors?.[0]?.extensions.code).toBe("NOT_FOUND");
});
