import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../testing/index.ts";
import { listPages } from "./find-page.ts";

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ roles: ["serve"] });
});

afterAll(async () => {
  await server.close();
});

test("every page of the documentation opens, and every link between pages leads somewhere", async () => {
  const dead: string[] = [];
  for (const { path } of listPages()) {
    const response = await fetch(`${server.url}/docs/${path}`);
    expect(response.status, path).toBe(200);
    const html = await response.text();
    for (const [, to = ""] of html.slice(html.indexOf("<main")).matchAll(/href="(\/docs[^"#]*)/g)) {
      if ((await fetch(`${server.url}${to}`)).status !== 200) dead.push(`${path} → ${to}`);
    }
  }
  expect(dead).toEqual([]);
});

test.each(["/docs", "/docs/"])("%s opens on the first guide", async (path) => {
  const response = await fetch(server.url + path, { redirect: "manual" });
  expect(response.status).toBe(302);
  expect(response.headers.get("location")).toMatch(/^\/docs\/guides\//);
});

test("a path cannot climb out of the documentation", async () => {
  const response = await fetch(`${server.url}/docs/%2e%2e%2fREADME`);
  expect(response.status).toBe(404);
});

test("metrics are in Prometheus' format and count the requests by route", async () => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  expect(text).toMatch(
    /plumbline_http_request_duration_seconds_count\{route="\/docs\/\*",method="GET",status="200"\} \d+/,
  );
  expect(text).toMatch(/plumbline_events_unnumbered 0/);
});
