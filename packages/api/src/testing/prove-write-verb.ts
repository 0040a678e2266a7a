import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { decodeId } from "../graphql/ids.ts";
import { eventually } from "./eventually.ts";
import { type GraphQLAnswer, type GraphQLOverOptions, graphqlOver } from "./graphql-over.ts";
import { joinWorkspace, type TestMember } from "./join-workspace.ts";
import { makeWorkspace, type TestWorkspace } from "./make-workspace.ts";
import { startTestServer, type TestServer } from "./start-test-server.ts";

/** A server with a workspace, somebody in it who may only look, and the owner of another one. */
export interface ProvingGround {
  readonly server: TestServer;
  readonly workspace: TestWorkspace;
  readonly viewer: TestMember;
  readonly stranger: TestWorkspace;
  /** One operation as the workspace's owner. */
  ask(query: string, variables?: Record<string, unknown>, as?: GraphQLOverOptions): Promise<GraphQLAnswer>;
  close(): Promise<void>;
}

/** Starts a server and peoples it through the real doors. */
export async function startProvingGround(env: Record<string, string> = {}): Promise<ProvingGround> {
  const server = await startTestServer({ env });
  const workspace = await makeWorkspace(server);
  const viewer = await joinWorkspace(server, workspace, "VIEWER");
  const stranger = await makeWorkspace(server, "Strangers");
  return {
    server,
    workspace,
    viewer,
    stranger,
    ask: (query, variables = {}, as = { cookie: workspace.owner.cookie }) =>
      graphqlOver(server.url, query, variables, as),
    close: () => server.close(),
  };
}

/** A write verb on trial. */
export interface WriteVerb {
  /** The mutation's name, `createTenant`. */
  mutation: string;
  /** What is selected of its success, `tenant { id key }`. */
  select: string;
  /** An input that works. Asked once; all four proofs send the same. */
  input(ground: ProvingGround): Promise<Record<string, unknown>> | Record<string, unknown>;
  /** The event that one success records, once. */
  event: string;
  /** Which workspace's event log. Default the ground's. */
  in?: (ground: ProvingGround) => TestWorkspace;
  /** Who does it. Default the workspace's owner. */
  as?: (ground: ProvingGround) => GraphQLOverOptions;
  /** False where every member may do it, as leaving. Default true. */
  refusesViewers?: boolean;
}

/**
 * Proves of a write verb what every one must keep: another workspace is refused, a member who may only look is refused, it works
 * and records its event once, and a replay with the same idempotency key gives the same answer and changes nothing.
 * @returns the success, for whatever else is to be proven of it
 */
// biome-ignore lint/suspicious/noExplicitAny: answers of any shape
export async function proveWriteVerb(ground: ProvingGround, verb: WriteVerb): Promise<any> {
  const { server, workspace, viewer, stranger } = ground;
  const input = await verb.input(ground);
  const capital = verb.mutation.charAt(0).toUpperCase() + verb.mutation.slice(1);
  const document = `mutation ($input: ${capital}Input!) {
    ${verb.mutation}(input: $input) { __typename ... on ${capital}Success { ${verb.select} } ... on Refusal { code message } }
  }`;
  const send = async (as: GraphQLOverOptions) => {
    const answer = await graphqlOver(server.url, document, { input }, as);
    expect(answer.errors, `${verb.mutation} answered errors`).toBeUndefined();
    return answer.data[verb.mutation];
  };
  const log = (verb.in ?? (() => workspace))(ground);

  const before = await countEvents(server, log, verb.event);
  expect(await send({ cookie: stranger.owner.cookie }), "another workspace").toMatchObject({ code: "NOT_FOUND" });
  if (verb.refusesViewers !== false) {
    expect(await send({ cookie: viewer.cookie }), "a read-only member").toMatchObject({ code: "FORBIDDEN" });
  }
  expect(await countEvents(server, log, verb.event), "events of refused attempts").toBe(before);

  const doer = { ...(verb.as?.(ground) ?? { cookie: workspace.owner.cookie }), idempotencyKey: randomUUID() };
  const first = await send(doer);
  expect(first, `${verb.mutation} itself`).toMatchObject({ __typename: `${capital}Success` });
  expect(await countEvents(server, log, verb.event), `${verb.event} after one success`).toBe(before + 1);
  await eventually(async () => (await countUnnumbered(server, log)) === 0);

  expect(await send(doer), "a replay").toEqual(first);
  expect(await countEvents(server, log, verb.event), `${verb.event} after a replay`).toBe(before + 1);
  return first;
}

async function countEvents(server: TestServer, workspace: TestWorkspace, type: string): Promise<number> {
  const [row] = await server.app.database.raw`
    select count(*)::int as n from events where workspace_id = ${decodeId("ws", workspace.id)} and type = ${type}`;
  return row?.n as number;
}

async function countUnnumbered(server: TestServer, workspace: TestWorkspace): Promise<number> {
  const [row] = await server.app.database.raw`
    select count(*)::int as n from events where workspace_id = ${decodeId("ws", workspace.id)} and position is null`;
  return row?.n as number;
}
