import { resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildWidgets } from "../../../../scripts/build-widgets.ts";
import { routes } from "../registry-routes.gen.ts";
import { makeWorkspace, startTestServer, type TestServer, type TestWorkspace } from "../testing/index.ts";
import { severalAtOnce } from "../testing/isolation/several-at-once.ts";
import { sendRaw } from "../testing/send-raw.ts";

// Walks the registry of doors, so that those of later domains are covered without being named.

let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  await buildWidgets(resolve(import.meta.dirname, "../../../.."));
  server = await startTestServer();
  workspace = await makeWorkspace(server);
});
afterAll(async () => await server?.close());

/** What may stand for a name in a path, or for a value behind a question mark. */
const nasty = [
  "%00",
  "a%00b",
  "%F0%9F%9A%80",
  "..%2f..%2fetc%2fpasswd",
  "%27%3B--",
  "x".repeat(600),
  "__proto__",
  "-1",
];

const bodies = [
  '{"email":"nul@meridian.example","password":"correct horse battery","name":"a\\u0000b","timeZone":"\\u0000"}',
  '{"email":"half@meridian.example","password":"correct horse \\ud800 battery","name":"a\\ud800b","token":"\\ud800"}',
  '{"email":"nul@meridian.example","password":"correct \\u0000 horse battery","name":"Nul","token":"\\u0000"}',
  "",
  "null",
  "{nonsense",
  '"text"',
  "[]",
  '{"email":"a\\u0000b@meridian.example","password":"\\ud800","name":"\\u0000","token":"\\u0000"}',
  '{"email":{"a":1},"password":[],"name":7,"__proto__":{"admin":true}}',
  "a=%00&b=%FF",
];

const contentTypes = ["application/json", "application/x-www-form-urlencoded", "text/plain", "nonsense"];

/** Names of query parameters that doors are likely to read, beside what their own paths name. */
const parameters = [
  "workspace",
  "format",
  "since",
  "until",
  "type",
  "state",
  "code",
  "error",
  "token",
  "page",
  "first",
  "limit",
  "callbackURL",
];

function paths(pattern: string): string[] {
  return nasty.map((value) => {
    const path = pattern.replace(/:\w+/g, value).replace(/\*$/, value);
    return `${path}?${parameters.map((name) => `${name}=${value}`).join("&")}`;
  });
}

it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  "%s answers whatever is wrong with a request, and never fails",
  async (_, { method, path: pattern }) => {
    const cookie = { cookie: workspace.owner.cookie, origin: server.url };
    const methods = method === "*" ? ["GET", "POST"] : [method];
    const failed: string[] = [];
    for (const one of methods) {
      await severalAtOnce([...paths(pattern).entries()], async ([at, path]) => {
        for (const headers of [{}, cookie]) {
          const body = one === "GET" ? undefined : bodies[at % bodies.length];
          const type: Record<string, string> = body === undefined ? {} : { "content-type": contentTypes[at % 4] ?? "" };
          const answer = await sendRaw(server.url, {
            method: one,
            path,
            headers: { ...type, ...headers },
            ...(body === undefined ? {} : { body }),
          });
          if (answer.status >= 500)
            failed.push(`${one} ${path.slice(0, 80)} ${body ?? ""}: ${answer.status} ${answer.text.slice(0, 200)}`);
        }
      });
      if (one === "GET") continue;
      await severalAtOnce(bodies, async (body) => {
        for (const type of contentTypes) {
          const path = pattern.replace(/:\w+|\*$/g, "sign-in/email");
          const answer = await sendRaw(server.url, {
            method: one,
            path,
            headers: { "content-type": type, ...cookie },
            body,
          });
          if (answer.status >= 500)
            failed.push(`${one} ${path} ${type} ${body}: ${answer.status} ${answer.text.slice(0, 200)}`);
        }
      });
    }
    expect(failed).toEqual([]);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  },
);

/** The doors of signing in, which one route holds. */
const authDoors = [
  "sign-up/email",
  "sign-in/email",
  "request-password-reset",
  "reset-password",
  "change-password",
  "change-email",
  "update-user",
  "revoke-session",
  "verify-email",
  "two-factor/verify-totp",
  "passkey/verify-authentication",
];

it.each(authDoors)("/auth/%s answers whatever is wrong with a request, and never fails", async (door) => {
  const failed: string[] = [];
  for (const body of bodies) {
    const callers: Record<string, string>[] = [{}, { cookie: workspace.owner.cookie }];
    for (const caller of callers) {
      const answer = await sendRaw(server.url, {
        path: `/auth/${door}`,
        headers: { "content-type": "application/json", origin: server.url, ...caller },
        body,
      });
      if (answer.status >= 500) failed.push(`${body}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
  }
  expect(failed).toEqual([]);
});
