import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createContext, systemContext } from "../../service/context.ts";
import type { Claim } from "../../service/define-claims.ts";
import { insertWorkspace } from "../../testing/insert-workspace.ts";
import { startTestApp, type TestApp } from "../../testing/start-test-app.ts";
import { listClaims } from "./list-claims.ts";

let server: TestApp;
let workspaceId: string;
beforeAll(async () => {
  server = await startTestApp({ env: { SMTP_URL: "smtp://127.0.0.1:1" } });
});
afterAll(async () => await server.close());
beforeEach(async () => {
  workspaceId = await insertWorkspace(server.app);
});

async function claim(id: string): Promise<Claim | undefined> {
  const claims = await listClaims(systemContext(server.app, "test"), workspaceId);
  return claims.find((one) => one.id === id);
}

test("an API key is only claimed until something uses it, and stale when nothing does any more", async () => {
  const { raw } = server.app.database;
  const [environment] = await raw`
    insert into environments (workspace_id, name, key, kind) values (${workspaceId}, 'Production', 'production', 'production') returning id`;
  const [key] = await raw`
    insert into api_keys (workspace_id, environment_id, name, kind, scopes, key_hash, start, last4)
    values (${workspaceId}, ${environment?.id}, 'CI', 'secret', '{events:read}', ${crypto.randomUUID()}, 'plb_live_abcd', 'wxyz') returning id`;
  const id = `api_key:${key?.id}:used`;
  expect(await claim(id)).toMatchObject({ state: "claimed", proof: null });
  await raw`update api_keys set last_used_at = now() where id = ${key?.id}`;
  expect(await claim(id)).toMatchObject({ state: "proven", reason: null });
  await raw`update api_keys set last_used_at = now() - interval '91 days' where id = ${key?.id}`;
  expect(await claim(id)).toMatchObject({ state: "stale", since: expect.any(Date) });
  await raw`update api_keys set revoked_at = now() where id = ${key?.id}`;
  expect(await claim(id)).toBeUndefined();
});

test("mail is claimed, proven by what the server took, broken by what it refused", async () => {
  const { raw } = server.app.database;
  expect(await claim("mail:leaves")).toMatchObject({ state: "claimed", title: "Mail leaves for people’s mailboxes" });
  const mail = (state: string, attempts: string) => raw`
    insert into mails (recipient, template, subject, state, attempts, sent_at)
    values ('ines@meridian.example', 't', 's', ${state}, ${attempts}::text::jsonb, ${state === "sent" ? new Date() : null})`;
  await mail("sent", "[]");
  expect(await claim("mail:leaves")).toMatchObject({
    state: "proven",
    reason: null,
    proof: { from: "the mail server" },
  });
  const at = new Date(Date.now() + 1000).toISOString();
  await mail("queued", JSON.stringify([{ at, outcome: "failed", reason: "550 no such user" }]));
  expect(await claim("mail:leaves")).toMatchObject({ state: "broken", reason: "550 no such user" });
});

test("says that no worker runs, and puts that first", async () => {
  const [first] = await listClaims(
    createContext({ app: server.app, actor: { type: "system", name: "test" } }),
    workspaceId,
  );
  expect(first).toMatchObject({ state: "broken" });
  expect(await claim("worker:works")).toMatchObject({ state: "broken", reason: "No worker has ever reported." });
});
