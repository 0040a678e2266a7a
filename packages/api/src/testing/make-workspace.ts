import { randomBytes } from "node:crypto";
import { graphqlOver } from "./graphql-over.ts";
import { signUp, type TestUser } from "./sign-up.ts";
import type { TestServer } from "./start-test-server.ts";

/** A workspace with its owner. */
export interface TestWorkspace {
  /** The id outside, `ws_…`. */
  readonly id: string;
  readonly slug: string;
  readonly owner: TestUser;
}

/** A new workspace with a new owner, made through GraphQL. */
export async function makeWorkspace(server: Pick<TestServer, "url">, name = "Meridian"): Promise<TestWorkspace> {
  const owner = await signUp(server);
  const slug = `${name.toLowerCase()}-${randomBytes(4).toString("hex")}`;
  const { data, errors } = await graphqlOver(
    server.url,
    `mutation ($input: CreateWorkspaceInput!) {
      createWorkspace(input: $input) { ... on CreateWorkspaceSuccess { workspace { id slug } } ... on Refusal { message } }
    }`,
    { input: { name, slug } },
    { cookie: owner.cookie },
  );
  const workspace = data?.createWorkspace?.workspace;
  if (!workspace) throw new Error(`createWorkspace answered ${JSON.stringify(errors ?? data)}`);
  return { ...workspace, owner };
}
