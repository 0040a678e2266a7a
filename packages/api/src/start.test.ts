import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, graphqlOver, makeWorkspace, startTestServer, type TestServer } from "./testing/index.ts";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.close();
});

test("is ready only when database, relay and worker have each been seen to work", async () => {
  const body = await eventually(async () => {
    const response = await fetch(`${server.url}/readyz`);
    return response.status === 200 ? ((await response.json()) as { checks: { name: string; ok: boolean }[] }) : null;
  });
  expect(body.checks.map(({ name, ok }) => `${name} ${ok}`)).toEqual(["database true", "relay true", "worker true"]);
});

test("a newcomer signs up through the mailbox and makes a workspace", async () => {
  const workspace = await makeWorkspace(server);
  const { data } = await graphqlOver(
    server.url,
    "query ($slug: String!) { workspace(slug: $slug) { id name viewerRole } }",
    { slug: workspace.slug },
    { cookie: workspace.owner.cookie },
  );
  expect(data.workspace).toEqual({ id: workspace.id, name: "Meridian", viewerRole: "OWNER" });
});

test("refuses a host that is not its own, in words", async () => {
  const { request } = await import("node:http");
  const { port } = new URL(server.url);
  const answer = await new Promise<{ status: number; body: string }>((resolve, reject) => {
    const req = request({ host: "127.0.0.1", port, path: "/", headers: { host: "evil.example" } }, (res) => {
      let body = "";
      res.on("data", (chunk) => (body += chunk));
      res.on("end", () => resolve({ status: res.statusCode ?? 0, body }));
    });
    req.on("error", reject);
    req.end();
  });
  expect(answer.status).toBe(421);
  expect(JSON.parse(answer.body).error).toMatchObject({
    code: "WRONG_HOST",
    nextStep: expect.stringContaining("PUBLIC_URL"),
  });
});
