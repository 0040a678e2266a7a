import { events, idempotencyKeys } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { forgetOldRequests } from "../domains/events/jobs/forget-old-requests.ts";
import { defineEvent } from "../outbox/define-event.ts";
import { recordEvent } from "../outbox/record-event.ts";
import { insertWorkspace } from "../testing/insert-workspace.ts";
import { startTestApp, type TestApp } from "../testing/start-test-app.ts";
import type { Actor } from "./actor.ts";
import { createContext, systemContext } from "./context.ts";
import { ConflictError } from "./errors.ts";
import { transact } from "./transact.ts";

const made = defineEvent({ type: "test.made", subject: "test", description: "A test made.", data: z.object({}) });

let server: TestApp;
let workspaceId: string;
beforeAll(async () => {
  server = await startTestApp();
});
afterAll(async () => await server.close());
beforeEach(async () => {
  workspaceId = await insertWorkspace(server.app);
});

const ines: Actor = {
  type: "api_key",
  apiKeyId: crypto.randomUUID(),
  workspaceId: "",
  environmentId: null,
  kind: "secret",
  scopes: [],
  name: "Ines",
  expiresAt: null,
};
const jonas: Actor = { ...ines, apiKeyId: crypto.randomUUID(), name: "Jonas" };
let secrets = 0;

interface MakeOptions {
  key?: string;
  actor?: Actor;
  input?: unknown;
  /** Runs inside the transaction, after the event. */
  during?: () => Promise<void>;
}

/** A verb that makes a secret and records its event. */
async function make({ key, actor = ines, input = { name: "a" }, during }: MakeOptions) {
  const ctx = createContext({ app: server.app, actor, idempotencyKey: key });
  return await transact(ctx, { workspaceId, verb: "make", input }, async (tx) => {
    const event = await recordEvent(tx, ctx, made, { workspaceId, subjectId: workspaceId, data: {} });
    await during?.();
    secrets += 1;
    return { secret: `whsec_${secrets}`, at: event.occurredAt, nothing: null };
  });
}

async function eventCount(): Promise<number> {
  const rows = await withSystem(server.app.database, (tx) =>
    tx.select({ seq: events.seq }).from(events).where(eq(events.workspaceId, workspaceId)),
  );
  return rows.length;
}

test("replays the answer of a key, secrets and dates as they were, and does nothing again", async () => {
  const key = crypto.randomUUID();
  const first = await make({ key });
  expect(await make({ key })).toEqual(first);
  expect(first.at).toBeInstanceOf(Date);
  expect(await eventCount()).toBe(1);
  const [stored] = await withSystem(server.app.database, (tx) =>
    tx.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key)),
  );
  expect(stored?.answer).not.toContain(first.secret);
});

test("without a key every request counts", async () => {
  await make({});
  await make({});
  expect(await eventCount()).toBe(2);
});

test("refuses a key that was used for another input", async () => {
  const key = crypto.randomUUID();
  await make({ key });
  await expect(make({ key, input: { name: "b" } })).rejects.toMatchObject({ code: "IDEMPOTENCY_CONFLICT" });
  // The order of an input's fields is no difference.
  const other = crypto.randomUUID();
  await make({ key: other, input: { a: 1, b: 2 } });
  await make({ key: other, input: { b: 2, a: 1 } });
  expect(await eventCount()).toBe(2);
});

test("two callers may choose the same key", async () => {
  const key = crypto.randomUUID();
  const [one, two] = [await make({ key }), await make({ key, actor: jonas })];
  expect(one.secret).not.toBe(two.secret);
});

test("a refusal is answered again in the same words, and leaves nothing behind", async () => {
  const key = crypto.randomUUID();
  const refuse = async () => {
    throw new ConflictError("The slug is taken.", "Choose another.");
  };
  await expect(make({ key, during: refuse })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(make({ key })).rejects.toMatchObject({
    code: "CONFLICT",
    message: "The slug is taken.",
    nextStep: "Choose another.",
  });
  expect(await eventCount()).toBe(0);
});

test("an unforeseen failure frees the key: the next attempt may succeed", async () => {
  const key = crypto.randomUUID();
  const fail = async () => {
    throw new TypeError("A fault of ours.");
  };
  await expect(make({ key, during: fail })).rejects.toThrow("A fault of ours.");
  await make({ key });
  expect(await eventCount()).toBe(1);
});

test("many requests with one key at once have one effect and one answer", async () => {
  const key = crypto.randomUUID();
  const slowly = () => new Promise<void>((resolve) => setTimeout(resolve, 50));
  const answers = await Promise.all(Array.from({ length: 12 }, () => make({ key, during: slowly })));
  expect(new Set(answers.map(({ secret }) => secret)).size).toBe(1);
  expect(await eventCount()).toBe(1);
});

test("forgets keys after a day, and not before", async () => {
  const [old, young] = [crypto.randomUUID(), crypto.randomUUID()];
  await make({ key: old });
  await server.app.database
    .raw`update idempotency_keys set created_at = now() - interval '25 hours' where key = ${old}`;
  await make({ key: young });
  await forgetOldRequests.run(systemContext(server.app, "test"), {});
  await make({ key: old });
  await make({ key: young });
  expect(await eventCount()).toBe(3);
});
