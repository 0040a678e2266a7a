import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../../testing/start-test-app.ts";
import { openAccess } from "../../access/open-access.ts";
import { github } from "../github.ts";
import { githubPoll } from "./github-poll.ts";
import { redeliverFromGithub } from "./github-redelivery.ts";

const asked: string[] = [];
let twin: Server;
let url: string;
let running: TestApp;
const event = (id: number, at: string) => ({
  id: String(id),
  type: "IssuesEvent",
  actor: { login: "octocat" },
  created_at: at,
  payload: { action: "opened", issue: { number: id, title: `Issue ${id}`, html_url: "https://github.example/i" } },
});

beforeAll(async () => {
  twin = createServer((req, res) => {
    asked.push(`${req.method} ${req.url}`);
    const json = (status: number, body: unknown, headers = {}) =>
      res.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
    const at = new URL(req.url ?? "", url);
    if (at.pathname.endsWith("/attempts")) return json(202, {});
    if (at.pathname.endsWith("/events")) {
      return json(200, [
        event(3, "2026-11-20T12:00:00Z"),
        event(2, "2026-11-20T11:00:00Z"),
        event(1, "2026-11-20T10:00:00Z"),
      ]);
    }
    if (at.searchParams.get("cursor") === "v1_2") return json(200, [{ id: 12345, guid: "the-guid" }]);
    return json(200, [{ id: 1, guid: "another" }], {
      link: `<${url}${at.pathname}?per_page=100&cursor=v1_2>; rel="next"`,
    });
  }).listen(0, "127.0.0.1");
  await once(twin, "listening");
  url = `http://127.0.0.1:${(twin.address() as AddressInfo).port}`;
  running = await startTestApp({ env: { GITHUB_API_URL: url } });
});
afterAll(async () => {
  await running?.close();
  twin?.close();
});

const access = () =>
  openAccess(running.app, {
    provider: github,
    credentials: { accessToken: "any" },
    targets: [{ id: "acme/shop", name: "acme/shop" }],
  });

test("a delivery is found by its id on a later page, and asked for again", async () => {
  await redeliverFromGithub(access(), { target: "acme/shop", remoteId: "9" }, "the-guid");
  expect(asked.at(-1)).toBe("POST /repos/acme/shop/hooks/9/deliveries/12345/attempts");
  await expect(redeliverFromGithub(access(), { target: "acme/shop", remoteId: "9" }, "unknown")).rejects.toMatchObject({
    failure: "not_found",
  });
});

test("a cursor made for a moment asks for what happened since, and then goes on by ids", async () => {
  const cursor = githubPoll.cursorAt?.(new Date("2026-11-20T10:30:00Z"), access()) ?? {};
  const back = await githubPoll.run(access(), cursor);
  expect(back.signals.map((signal) => signal.subject)).toEqual(["acme/shop#2", "acme/shop#3"]);
  expect((await githubPoll.run(access(), back.cursor)).signals).toEqual([]);
});
