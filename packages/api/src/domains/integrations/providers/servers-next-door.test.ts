import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertWorkspace } from "../../../testing/insert-workspace.ts";
import { startTestServer, type TestServer } from "../../../testing/start-test-server.ts";
import { connectIntegration } from "../connect-integration.ts";
import { systemOf } from "../testing/open-webhook-door.ts";
import { startTwin, type Twin } from "../testing/start-twin.ts";

let twin: Twin;
let server: TestServer;
let closed: TestServer;
beforeAll(async () => {
  twin = await startTwin(({ path }) => {
    if (path === "/away") return [302, "", { location: "http://169.254.169.254/latest/meta-data" }];
    if (path === "/page") return [200, "<html>Welcome</html>", { "content-type": "text/html" }];
    if (path.startsWith("/loki")) return [200, { status: "success", data: { resultType: "matrix", result: [] } }];
    return null;
  });
  const { host } = new URL(twin.url);
  server = await startTestServer({ roles: ["serve"], env: { OUTBOUND_ALLOW: host } });
  closed = await startTestServer({ roles: ["serve"], env: { OUTBOUND_ALLOW: "" } });
});
afterAll(async () => {
  await server?.close();
  await closed?.close();
  await twin?.close();
});

/** The refusal that somebody who connects gets to see. */
async function refusalOf(where: TestServer, provider: string, given: Record<string, string>) {
  const workspaceId = await insertWorkspace(where.app);
  const fields = Object.entries(given).map(([name, value]) => ({ name, value }));
  const made = await connectIntegration(systemOf(where), { workspaceId, provider, fields }).catch(
    (error: Error) => error,
  );
  if (!(made instanceof Error)) throw new Error(`${provider} was connected`);
  return made as Error & { nextStep?: string };
}

const more: Record<string, Record<string, string>> = {
  prometheus: {},
  loki: { query: '{app="checkout"}' },
  kubernetes: { accessToken: "a-token" },
  mcp: {},
  "generic-poll": { idField: "id" },
};

describe.each(Object.keys(more))("%s", (provider) => {
  const given = (url: string) => ({ ...more[provider], url });

  test("a private address is refused, and the refusal names what the operator can do", async () => {
    const before = twin.asked.length;
    for (const url of [twin.url, "http://169.254.169.254/latest", "http://[::1]:9090", "http://10.0.0.1:6443"]) {
      const refusal = await refusalOf(closed, provider, given(url));
      expect(refusal.message).toContain("private or reserved address");
      expect(refusal.nextStep).toContain("OUTBOUND_ALLOW");
    }
    expect(twin.asked.length).toBe(before);
  });

  test("what is no address of a server is refused before anything is asked", async () => {
    for (const url of ["file:///etc/passwd", "http://user:pass@example.com", "gopher://example.com"]) {
      expect((await refusalOf(server, provider, given(url))).message).toContain("does not look like the");
    }
  });
});

test("a list that leads to a private address by a redirect is not followed there", async () => {
  const refusal = await refusalOf(server, "generic-poll", { url: `${twin.url}/away`, idField: "id" });
  expect(refusal.message).toContain("private or reserved address (169.254.169.254)");
});

test("what answers but is something else says so", async () => {
  const page = `${twin.url}/page`;
  expect((await refusalOf(server, "generic-poll", { url: page, idField: "id" })).message).toContain("there is no list");
  expect((await refusalOf(server, "mcp", { url: page })).message).toContain("is no MCP server");
  const counts = await refusalOf(server, "loki", { url: twin.url, query: '{app="checkout"} | rate' });
  expect(counts.message).toContain("Loki answered with matrix");
});
