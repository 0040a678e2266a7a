import { decodeId } from "../../../graphql/ids.ts";
import type { TestWorkspace } from "../../../testing/make-workspace.ts";
import type { TestServer } from "../../../testing/start-test-server.ts";

/** A person on the way to a provider and back. */
export interface ConnectFlow {
  /** Where the browser was sent. */
  authorize: URL;
  /** Comes back with what the provider adds to the address; `state` is added. */
  comeBack(query: Record<string, string>): Promise<Response>;
  /** The integration that the browser was led to. @throws Error with the page's text when it was led nowhere */
  integrationIn(answer: Response): string;
}

/** Leaves for the provider through the real door, as the workspace's owner. */
export async function goThroughConnect(
  server: TestServer,
  workspace: TestWorkspace,
  provider: string,
  query: Record<string, string> = {},
): Promise<ConnectFlow> {
  const { cookie } = workspace.owner;
  const get = (url: string) => fetch(url, { headers: { cookie }, redirect: "manual" });
  const search = new URLSearchParams({ workspace: workspace.id, method: "oauth2", ...query });
  const leaving = await get(`${server.url}/connect/${provider}?${search}`);
  const location = leaving.headers.get("location");
  if (!location) throw new Error(`The browser did not leave: ${leaving.status} ${await leaving.text()}`);
  const authorize = new URL(location);
  const state = authorize.searchParams.get("state") ?? "";
  return {
    authorize,
    comeBack: (given) => get(`${server.url}/connect/${provider}/callback?${new URLSearchParams({ ...given, state })}`),
    integrationIn(answer) {
      const id = /int_\w+/.exec(answer.headers.get("location") ?? "")?.[0];
      if (!id) throw new Error(`No integration came of it: ${answer.status}`);
      return decodeId("int", id) ?? "";
    },
  };
}
