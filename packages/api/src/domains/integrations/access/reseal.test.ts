import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemContext } from "../../../service/context.ts";
import { startTestServer, type TestServer } from "../../../testing/start-test-server.ts";
import { createVault, type VaultKey } from "../../../vault/index.ts";
import { resealSecretsTask } from "../jobs/reseal-secrets.ts";
import { openWebhookDoor } from "../testing/open-webhook-door.ts";
import { sealedPlace } from "./integration-secrets.ts";

let server: TestServer;
const first: VaultKey = { id: "first", key: randomBytes(32) };
const second: VaultKey = { id: "second", key: randomBytes(32) };

beforeAll(async () => {
  const PLUMBLINE_DATA = mkdtempSync(join(tmpdir(), "plumbline-reseal-"));
  server = await startTestServer({
    env: { VAULT_KEYS: `first:${first.key.toString("base64")}`, PLUMBLINE_DATA },
    roles: ["serve"],
  });
});
afterAll(() => server?.close());

test("after a new key was put first, the job seals everything anew, and the old key can go", async () => {
  const door = await openWebhookDoor(server);
  const { raw } = server.app.database;
  const read = async () =>
    (
      await raw`select id, workspace_id, webhook_secret, credentials from integrations where id = ${door.integrationId}`
    )[0];
  const before = await read();
  expect(before?.webhook_secret).toMatch(/^v1\.first\./);

  const rotated = { ...server.app, vault: createVault([second, first]) };
  await resealSecretsTask.run(systemContext(rotated, "test"), {});
  const after = await read();
  expect(after?.webhook_secret).toMatch(/^v1\.second\./);
  expect(after?.credentials).toMatch(/^v1\.second\./);
  const place = sealedPlace({ id: door.integrationId, workspaceId: door.workspaceId }, "integrations.webhook_secret");
  expect(createVault([second]).open(after?.webhook_secret, place)).toBe(door.secret);

  await resealSecretsTask.run(systemContext(rotated, "test"), {});
  expect((await read())?.webhook_secret).toBe(after?.webhook_secret);
});
