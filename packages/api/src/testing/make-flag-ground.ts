import { type GraphQLAnswer, graphqlOver } from "./graphql-over.ts";
import { makeWorkspace, type TestWorkspace } from "./make-workspace.ts";

/** A workspace with keys of one environment, whose flags are made and changed through the real doors. */
export interface FlagGround {
  readonly workspace: TestWorkspace;
  /** `production`, unless another was asked for. */
  readonly environmentId: string;
  /** With `flags:read`, `flags:evaluate` and `flags:write`. */
  readonly secretKey: string;
  /** With `flags:evaluate`. */
  readonly publishableKey: string;
  /** Makes a flag, switched on in the environment. @returns its id */
  makeFlag(input: Record<string, unknown> & { key: string }, configuration?: Record<string, unknown>): Promise<string>;
  /** Changes what a flag does in the environment. */
  configure(flagId: string, configuration: Record<string, unknown>): Promise<void>;
  /** Runs any mutation of one field with one input as the owner. @throws Error with what was refused */
  mutate(field: string, input: Record<string, unknown>, selection: string): Promise<GraphQLAnswer["data"]>;
  ask(query: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer["data"]>;
}

/** @param environment key of the one that the keys are for */
export async function makeFlagGround({ url }: { url: string }, environment = "production"): Promise<FlagGround> {
  const workspace = await makeWorkspace({ url });
  const { cookie } = workspace.owner;

  const ask: FlagGround["ask"] = async (query, variables = {}) => {
    const { data, errors } = await graphqlOver(url, query, variables, { cookie });
    if (!data || errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const mutate: FlagGround["mutate"] = async (field, input, selection) => {
    const type = `${field[0]?.toUpperCase()}${field.slice(1)}`;
    const data = await ask(
      `mutation ($input: ${type}Input!) { ${field}(input: $input) {
        __typename ... on ${type}Success { ${selection} } ... on Refusal { code message } } }`,
      { input },
    );
    if (data[field].code) throw new Error(`${field}: ${data[field].code} ${data[field].message}`);
    return data[field];
  };

  const { workspace: found } = await ask(
    "query ($slug: String!) { workspace(slug: $slug) { environments(first: 50) { nodes { id key } } } }",
    { slug: workspace.slug },
  );
  const environmentId = (found.environments.nodes as { id: string; key: string }[]).find(
    ({ key }) => key === environment,
  )?.id;
  if (!environmentId) throw new Error(`There is no environment ${environment}.`);
  const makeKey = async (kind: string, scopes: string[]) => {
    const input = { workspaceId: workspace.id, environmentId, name: kind.toLowerCase(), kind, scopes };
    return (await mutate("createApiKey", input, "key")).key as string;
  };
  const configure = async (flagId: string, configuration: Record<string, unknown>) => {
    await mutate("updateFlagConfiguration", { flagId, environmentId, ...configuration }, "configuration { id }");
  };
  return {
    workspace,
    environmentId,
    secretKey: await makeKey("SECRET", ["flags:read", "flags:evaluate", "flags:write"]),
    publishableKey: await makeKey("PUBLISHABLE", ["flags:evaluate"]),
    ask,
    mutate,
    configure,
    async makeFlag(input, configuration = {}) {
      const { flag } = await mutate("createFlag", { workspaceId: workspace.id, ...input }, "flag { id }");
      await configure(flag.id, { enabled: true, ...configuration });
      return flag.id;
    },
  };
}
