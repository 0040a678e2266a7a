import { afterAll, beforeAll, expect, test } from "vitest";
import { insertWorkspace } from "../testing/insert-workspace.ts";
import { startTestApp, type TestApp } from "../testing/start-test-app.ts";
import { systemContext } from "./context.ts";
import { transact } from "./transact.ts";

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
});
afterAll(async () => await server.close());

const write = (workspaceId: string, work: () => Promise<unknown>) =>
  transact(systemContext(server.app, "test"), { workspaceId, verb: "write", input: null }, work);

test("however many writes of one workspace wait for each other, another one is written at once, and none is lost", async () => {
  const [busy, other] = [await insertWorkspace(server.app), await insertWorkspace(server.app)];
  const gate = Promise.withResolvers<void>();
  const begun: number[] = [];
  const writes = Array.from({ length: 60 }, (_, n) =>
    write(busy, async () => {
      begun.push(n);
      await gate.promise;
      return n;
    }),
  );
  // Only while the sixty are held: with as many connections as the pool has, this would never be answered.
  expect(await write(other, async () => "written")).toBe("written");
  expect(begun.length).toBeLessThanOrEqual(Math.floor(server.app.config.databasePool / 3));
  gate.resolve();
  expect(await Promise.all(writes)).toEqual(Array.from({ length: 60 }, (_, n) => n));
  expect(begun).toHaveLength(60);
});

test("a write within a write has its turn already", async () => {
  const workspaceId = await insertWorkspace(server.app);
  const nested = Array.from({ length: 12 }, () => write(workspaceId, () => write(workspaceId, async () => "inner")));
  expect(new Set(await Promise.all(nested))).toEqual(new Set(["inner"]));
});

test("a write that fails gives its turn on", async () => {
  const workspaceId = await insertWorkspace(server.app);
  const failing = Array.from({ length: 20 }, () => write(workspaceId, () => Promise.reject(new Error("no"))));
  expect((await Promise.allSettled(failing)).every(({ status }) => status === "rejected")).toBe(true);
  expect(await write(workspaceId, async () => "written")).toBe("written");
});
