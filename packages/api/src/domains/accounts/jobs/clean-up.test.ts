import { afterAll, beforeAll, expect, test } from "vitest";
import { systemContext } from "../../../service/context.ts";
import { signUp, startTestServer, type TestServer } from "../../../testing/index.ts";
import { cleanUp } from "./clean-up.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => await server?.close());

test("what has ended is deleted, what is in use stays", async () => {
  const sql = server.app.database.raw;
  const gone = await signUp(server);
  await sql`update sessions set expires_at = now() - interval '1 second'`;
  await sql`update mails set created_at = now() - interval '91 days'`;
  await sql`update local_mail set created_at = now() - interval '31 days'`;
  await sql`update rate_limits set last_request = 0`;
  const kept = await signUp(server);
  await cleanUp.run(systemContext(server.app, "test"), {});

  expect(await sql`select u.email from sessions s join users u on u.id = s.user_id`).toEqual([{ email: kept.email }]);
  expect(await sql`select recipient from mails`).toEqual([{ recipient: kept.email }]);
  expect(await sql`select recipient from local_mail`).toEqual([{ recipient: kept.email }]);
  expect((await sql`select from rate_limits where last_request = 0`).length).toBe(0);
  expect(await sql`select email from users where email = ${gone.email}`).toHaveLength(1);
});
