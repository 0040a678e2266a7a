import { graphqlOver, makeWorkspace, type TestServer } from "@plumbline/api/testing";
import type { FlagValue } from "../flags/index.ts";

/** A workspace with flags in one environment, and the keys that an application has. */
export interface FlagGround {
  readonly url: string;
  /** May evaluate, for pages. */
  readonly publishableKey: string;
  /** May evaluate and read rules, for backends. */
  readonly secretKey: string;
  /** Makes a flag and switches it on. The first variant is served, the last is everybody else's. */
  make(key: string, variants?: Record<string, FlagValue>, configuration?: Record<string, unknown>): Promise<void>;
  configure(key: string, configuration: Record<string, unknown>): Promise<void>;
  kill(key: string): Promise<void>;
}

const refusal = "... on Refusal { code message }";

export async function makeFlags(server: Pick<TestServer, "url">): Promise<FlagGround> {
  const { id: workspaceId, slug, owner } = await makeWorkspace(server);
  const ids = new Map<string, string>();
  const ask = async (query: string, variables: Record<string, unknown>) => {
    const { data, errors } = await graphqlOver(server.url, query, variables, { cookie: owner.cookie });
    if (errors || JSON.stringify(data).includes('"code":')) throw new TypeError(JSON.stringify(errors ?? data));
    return data;
  };
  const { workspace } = await ask(
    "query ($slug: String!) { workspace(slug: $slug) { environments { nodes { id key } } } }",
    { slug },
  );
  const environmentId: string = workspace.environments.nodes.find(
    ({ key }: { key: string }) => key === "production",
  ).id;
  const mutate = async (name: string, select: string, input: Record<string, unknown>) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const data = await ask(
      `mutation ($input: ${type}Input!) { ${name}(input: $input) { ... on ${type}Success { ${select} } ${refusal} } }`,
      { input },
    );
    return data[name];
  };
  const keyOf = async (kind: string, scopes: string[]): Promise<string> =>
    (await mutate("createApiKey", "key", { workspaceId, environmentId, kind, name: kind, scopes })).key;
  const at = (key: string) => ({ flagId: ids.get(key), environmentId });

  const ground: FlagGround = {
    url: server.url,
    publishableKey: await keyOf("PUBLISHABLE", ["flags:evaluate"]),
    secretKey: await keyOf("SECRET", ["flags:evaluate", "flags:read"]),
    async make(key, variants = { on: true, off: false }, configuration = {}) {
      const list = Object.entries(variants).map(([name, value]) => ({ key: name, value }));
      const kind = typeof list[0]?.value === "boolean" ? "BOOLEAN" : "VARIANT";
      const { flag } = await mutate("createFlag", "flag { id }", { workspaceId, key, type: kind, variants: list });
      ids.set(key, flag.id);
      await ground.configure(key, { enabled: true, ...configuration });
    },
    async configure(key, configuration) {
      await mutate("updateFlagConfiguration", "configuration { version }", { ...at(key), ...configuration });
    },
    async kill(key) {
      await mutate("killFlag", "configuration { killed }", { ...at(key), reason: "Errors rise" });
    },
  };
  return ground;
}
