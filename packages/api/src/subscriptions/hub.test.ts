import {
  type ExecutionResult,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
} from "graphql";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { defineEvent } from "../outbox/define-event.ts";
import { recordEvent } from "../outbox/record-event.ts";
import { type Relay, startRelay } from "../outbox/relay.ts";
import type { Actor } from "../service/actor.ts";
import { createContext, systemContext } from "../service/context.ts";
import { transact } from "../service/transact.ts";
import { eventually } from "../testing/eventually.ts";
import { insertMember } from "../testing/insert-member.ts";
import { insertWorkspace } from "../testing/insert-workspace.ts";
import { startTestApp, type TestApp } from "../testing/start-test-app.ts";
import type { Connection } from "./connection.ts";
import { encodeCursor } from "./cursor.ts";
import { EventSource } from "./event-source.ts";
import type { Subscriber } from "./group.ts";
import { type Hub, type HubSubscription, startHub } from "./hub.ts";

const defineTestEvent = (type: string) =>
  defineEvent({
    type,
    subject: "test",
    description: "A test counted.",
    data: z.object({ n: z.number(), userId: z.string().optional() }),
  });
const counted = defineTestEvent("test.counted");
const memberRemoved = defineTestEvent("member.removed");
const memberRoleChanged = defineTestEvent("member.role_changed");

let executions = 0;
const Payload = new GraphQLObjectType({
  name: "Payload",
  fields: {
    n: { type: GraphQLInt, resolve: (event) => event.data.n },
    type: { type: GraphQLString, resolve: (event) => event.type },
    cursor: { type: GraphQLString, resolve: (event) => encodeCursor(event.position) },
    broken: { type: GraphQLString, resolve: () => JSON.parse("{ a secret of ours") },
  },
});
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: "Query", fields: { x: { type: GraphQLInt } } }),
  subscription: new GraphQLObjectType({
    name: "Subscription",
    fields: {
      events: {
        type: Payload,
        args: { workspaceId: { type: new GraphQLNonNull(GraphQLString) }, after: { type: GraphQLString } },
        subscribe: (_, { workspaceId, after }) =>
          new EventSource({ workspaceId, permission: "events:read", after: after ?? null, types: null }) as never,
        resolve: (event) => {
          executions += 1;
          return event;
        },
      },
    },
  }),
});

/** A subscriber as a transport would be, that remembers what it was sent. */
class Listener implements Subscriber {
  readonly actor: Actor;
  readonly connection: Connection = { transport: "websocket", since: new Date() };
  received: { n: number; type: string; cursor: string }[] = [];
  failed: Error | null = null;
  forbidden: string | null = null;
  last: ExecutionResult | null = null;
  subscription: HubSubscription | null = null;

  constructor(actor: Actor) {
    this.actor = actor;
  }
  next({ result }: { result: ExecutionResult }): void {
    this.last = result;
    this.received.push(result.data?.events as never);
  }
  isBusy(): boolean {
    return false;
  }
  fail(error: Error): void {
    this.failed = error;
  }
  forbid(reason: string): void {
    this.forbidden = reason;
  }
  counts(): number[] {
    return this.received.map(({ n }) => n);
  }
}

let server: TestApp;
let relay: Relay;
let hub: Hub;
let workspaceId: string;
const system: Actor = { type: "system", name: "test" };

beforeAll(async () => {
  server = await startTestApp({ env: { LOG_LEVEL: "silent" } });
  relay = startRelay(server.app);
  await eventually(() => relay.holds());
});
afterAll(async () => {
  await relay.stop();
  await server.close();
});
beforeEach(async () => {
  hub = await startHub(server.app);
  workspaceId = await insertWorkspace(server.app);
  executions = 0;
});
afterEach(() => hub.stop());

const document =
  "subscription ($workspaceId: String!, $after: String) { events(workspaceId: $workspaceId, after: $after) { n type cursor } }";

interface ListenOptions {
  actor?: Actor;
  after?: string | null;
  workspace?: string;
  query?: string;
  variables?: Record<string, unknown>;
}

async function listen({
  actor = system,
  after = null,
  workspace = workspaceId,
  query = document,
  variables,
}: ListenOptions = {}) {
  const listener = new Listener(actor);
  const answer = await hub.subscribe(
    {
      schema,
      document: parse(query),
      variableValues: variables ?? { workspaceId: workspace, after },
      contextValue: createContext({ app: server.app, actor }),
    },
    listener,
  );
  expect(answer).toMatchObject({ kind: "subscription" });
  listener.subscription = answer as HubSubscription;
  return listener;
}

async function record(n: number, definition = counted, workspace = workspaceId, userId?: string): Promise<void> {
  const ctx = systemContext(server.app, "test");
  await transact(ctx, { workspaceId: workspace, verb: "record", input: n }, async (tx) => {
    await recordEvent(tx, ctx, definition, { workspaceId: workspace, subjectId: workspace, data: { n, userId } });
  });
}

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

test("executes once for each group and event, however many listen", async () => {
  const listeners = await Promise.all(upTo(50).map(() => listen()));
  for (const n of upTo(10)) await record(n);
  for (const listener of listeners) await eventually(() => listener.received.length === 10);
  expect(listeners.map((listener) => listener.counts())).toEqual(listeners.map(() => upTo(10)));
  expect(executions).toBe(10);
  expect(hub.size()).toEqual({ groups: 1, subscribers: 50 });
  for (const listener of listeners) listener.subscription?.close();
  expect(hub.size()).toEqual({ groups: 0, subscribers: 0 });
});

test("who comes back with its cursor misses nothing and gets nothing twice, while others write", async () => {
  const total = 150;
  const writing = (async () => {
    for (const n of upTo(total)) await record(n);
  })();
  const cursorBefore = encodeCursor(hub.position());
  const wander = async () => {
    const seen: number[] = [];
    let after = cursorBefore;
    const end = Date.now() + 50_000;
    while (seen.length < total && Date.now() < end) {
      const listener = await listen({ after });
      await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 60));
      listener.subscription?.close();
      seen.push(...listener.counts());
      after = listener.received.at(-1)?.cursor ?? after;
    }
    return seen;
  };
  const journeys = await Promise.all(upTo(6).map(wander));
  await writing;
  expect(journeys).toEqual(journeys.map(() => upTo(total)));
});

test("a client that replays and one that is live end at the same place, each event once", async () => {
  const cursor = encodeCursor(hub.position());
  const live = await listen();
  for (const n of upTo(20)) await record(n);
  const joining = upTo(20).map(async (n) => {
    await new Promise((resolve) => setTimeout(resolve, n * 3));
    return await listen({ after: cursor });
  });
  for (const n of upTo(20)) await record(20 + n);
  const listeners = [live, ...(await Promise.all(joining))];
  for (const listener of listeners) await eventually(() => listener.received.length >= 40);
  expect(listeners.map((listener) => listener.counts())).toEqual(listeners.map(() => upTo(40)));
});

test("loses nothing when its database connections break", async () => {
  const listener = await listen();
  const writing = (async () => {
    for (const n of upTo(60)) {
      // Whoever writes may be hit, too, and again: an event is not lost before it was written.
      await eventually(async () => await record(n).then(() => true));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  for (let round = 0; round < 4; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 120));
    await breakConnections();
  }
  await writing;
  await eventually(() => new Set(listener.counts()).size === 60);
  expect([...new Set(listener.counts())]).toEqual(upTo(60));
});

/**
 * Ends what the feed reads with, the bus that it listens on, and the relay's own connection. One that has asked nothing yet is
 * left alone: it reads the types, and its end then is nobody's to catch.
 */
async function breakConnections(): Promise<void> {
  const { default: postgres } = await import("postgres");
  const owner = postgres(server.databaseUrl, { max: 1 });
  await owner`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state = 'idle' and query <> ''
      and application_name in ('plumbline', 'plumbline relay', 'postgres.js')`;
  await owner.end();
}

test("asks for a new reading of the state when the cursor is ahead of the log or too far behind", async () => {
  const ahead = await listen({ after: encodeCursor(900_000_000) });
  await eventually(() => ahead.failed);
  expect(ahead.failed).toMatchObject({ code: "RESYNC_REQUIRED" });

  const cursor = encodeCursor(hub.position());
  await server.app.database.raw`
    insert into events (workspace_id, type, subject_type, subject_id, actor_type, actor_name, data)
    select ${workspaceId}, 'test.counted', 'test', ${workspaceId}, 'system', 'test', jsonb_build_object('n', n)
    from generate_series(1, 10001) as n`;
  server.app.outbox.nudge();
  const before = hub.position();
  await eventually(() => hub.position() >= before + 10_001);
  const behind = await listen({ after: cursor });
  await eventually(() => behind.failed);
  expect(behind.failed).toMatchObject({ code: "RESYNC_REQUIRED" });
  expect(hub.size().subscribers).toBe(0);
});

test("refuses strangers, and ends for those whose right is withdrawn before they see even that", async () => {
  const stranger = { ...(await insertMember(server.app, workspaceId, "viewer")), userId: crypto.randomUUID() };
  await expect(listen({ actor: stranger })).rejects.toMatchObject({ code: "NOT_FOUND" });

  const leaver = await insertMember(server.app, workspaceId, "viewer");
  const stayer = await insertMember(server.app, workspaceId, "viewer");
  const [gone, stays] = await Promise.all([listen({ actor: leaver }), listen({ actor: stayer })]);
  await record(1);
  await eventually(() => gone.received.length === 1);
  const { raw } = server.app.database;
  await raw`delete from members where user_id = ${leaver.userId}`;
  await record(2, memberRemoved, workspaceId, leaver.userId);
  await record(3);
  await eventually(() => stays.received.length === 3);
  expect(gone.forbidden).toBe("The right to listen here was withdrawn.");
  expect(gone.counts()).toEqual([1]);
  expect(stays.forbidden).toBeNull();
});

test("a member whose role changes goes on listening, among those of the new role", async () => {
  const actor = await insertMember(server.app, workspaceId, "viewer");
  const [moves, viewer] = [
    await listen({ actor }),
    await listen({ actor: await insertMember(server.app, workspaceId, "viewer") }),
  ];
  expect(hub.size().groups).toBe(1);
  await server.app.database.raw`update members set role = 'admin' where user_id = ${actor.userId}`;
  await record(1, memberRoleChanged, workspaceId, actor.userId);
  await record(2);
  for (const listener of [moves, viewer]) await eventually(() => listener.received.length === 2);
  expect(hub.size()).toEqual({ groups: 2, subscribers: 2 });
  expect(moves.counts()).toEqual([1, 2]);
});

test("never lets two workspaces share an answer, whatever the client calls its variables", async () => {
  const other = await insertWorkspace(server.app);
  const query = "subscription ($after: String!) { events(workspaceId: $after) { n type cursor } }";
  const here = await listen({ query, variables: { after: workspaceId } });
  const there = await listen({ query, variables: { after: other } });
  await record(1, counted, workspaceId);
  await record(2, counted, other);
  await eventually(() => here.received.length === 1 && there.received.length === 1);
  expect([here.counts(), there.counts()]).toEqual([[1], [2]]);
});

test("clients that name their cursor otherwise still share one group", async () => {
  const query = "subscription ($w: String!, $since: String) { events(workspaceId: $w, after: $since) { n } }";
  const cursor = encodeCursor(hub.position());
  await record(1);
  await eventually(() => hub.position() > 0);
  await listen({ query, variables: { w: workspaceId, since: cursor } });
  await listen({ query, variables: { w: workspaceId, since: null } });
  expect(hub.size()).toEqual({ groups: 1, subscribers: 2 });
});

test("masks what a resolver throws", async () => {
  const query = "subscription ($workspaceId: String!) { events(workspaceId: $workspaceId) { n broken } }";
  const listener = await listen({ query, variables: { workspaceId } });
  await record(1);
  await eventually(() => listener.last);
  expect(JSON.stringify(listener.last)).not.toContain("secret");
  expect(listener.last?.errors?.[0]?.extensions).toMatchObject({ code: "INTERNAL" });
});
