import { expect } from "vitest";
import {
  type FlagGround,
  type GraphQLAnswer,
  graphqlOver,
  joinWorkspace,
  makeFlagGround,
  startTestServer,
  type TestMember,
  type TestServer,
} from "../../../testing/index.ts";

/** Who sends something. */
export type Sender = { cookie: string } | { token: string };

/** A workspace with two members who may change flags, and the key of its production. */
export interface MemberGround extends FlagGround {
  readonly server: TestServer;
  readonly workspaceId: string;
  readonly production: string;
  readonly staging: string;
  /** The second member, an admin. */
  readonly tom: TestMember;
  /** Any mutation by anybody, with what it answers: a success or a refusal. */
  sendAs(who: Sender, field: string, input: Record<string, unknown>, selection: string): Promise<GraphQLAnswer["data"]>;
  asTom(field: string, input: Record<string, unknown>, selection: string): Promise<GraphQLAnswer["data"]>;
  /** By the key of production, which the owner made. */
  asKey(field: string, input: Record<string, unknown>, selection: string): Promise<GraphQLAnswer["data"]>;
  /** Changes what a flag does in one of the environments, as the owner. */
  configureIn(flagId: string, environmentId: string, change: Record<string, unknown>): Promise<GraphQLAnswer["data"]>;
  /** Lets flags be changed alone again: that, too, one asks for and another approves. */
  letAlone(environmentId: string): Promise<void>;
  /** @param environmentId default: production */
  explain(key: string, context: Record<string, unknown>, environmentId?: string): Promise<GraphQLAnswer["data"]>;
}

/** What a changed configuration is asked for. */
export const done = "configuration { enabled rollout version killed }";

export async function startMemberGround(): Promise<MemberGround> {
  const server = await startTestServer();
  const ground = await makeFlagGround(server);
  const { slug, id: workspaceId } = ground.workspace;
  const { workspace } = await ground.ask(
    "query ($slug: String!) { workspace(slug: $slug) { environments { nodes { id key } } } }",
    { slug },
  );
  const staging = workspace.environments.nodes.find(({ key }: { key: string }) => key === "staging").id as string;
  const tom = await joinWorkspace(server, ground.workspace, "ADMIN", "Tom Berger");

  const sendAs: MemberGround["sendAs"] = async (who, field, input, selection) => {
    const type = `${field[0]?.toUpperCase()}${field.slice(1)}`;
    const { data } = await graphqlOver(
      server.url,
      `mutation ($input: ${type}Input!) { ${field}(input: $input) {
        __typename ... on ${type}Success { ${selection} } ... on Refusal { code message nextStep } } }`,
      { input },
      who,
    );
    return data[field];
  };
  const asTom: MemberGround["asTom"] = (...asked) => sendAs({ cookie: tom.cookie }, ...asked);
  return {
    ...ground,
    server,
    workspaceId,
    production: ground.environmentId,
    staging,
    tom,
    sendAs,
    asTom,
    asKey: (...asked) => sendAs({ token: ground.secretKey }, ...asked),
    configureIn: (flagId, environmentId, change) =>
      ground.mutate("updateFlagConfiguration", { flagId, environmentId, ...change }, done),
    async letAlone(environmentId) {
      const settings = { environmentId, requiresApproval: false };
      const wish = { workspaceId, reason: "No longer needed", settings };
      const { request } = await ground.mutate("requestFlagChange", wish, "request { id }");
      const approved = await asTom("approveFlagChange", { requestId: request.id }, "request { state }");
      expect(approved).toMatchObject({ request: { state: "APPROVED" } });
    },
    async explain(key, context, environmentId = ground.environmentId) {
      const answer = await ground.ask(
        `query ($slug: String!, $key: String!, $environmentId: ID!, $context: JSON) { workspace(slug: $slug) {
          explainFlag(key: $key, environmentId: $environmentId, context: $context) {
            evaluation { value variant reason step ruleId } problems { path message }
            walk { step outcome ruleName compared { subject operator expected actual held }
              buckets { kind attribute bucket parts { upTo variant } } } } } }`,
        { slug, key, environmentId, context },
      );
      return answer.workspace.explainFlag;
    },
  };
}
