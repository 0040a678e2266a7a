import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../testing/index.ts";
import { searchTurnsOf } from "./search-turns.ts";

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running?.close());

/** A search that holds a connection until it is let go. */
function slowSearch() {
  let done = () => {};
  const held = new Promise<void>((resolve) => {
    done = resolve;
  });
  return { search: () => held, done };
}

test("a workspace's searches wait for each other and keep no other's out; who waits too long is told what to do", async () => {
  const { app } = running;
  const take = searchTurnsOf(app);
  const slow = Array.from({ length: 60 }, slowSearch);
  const own = slow.map(({ search }) => take("a", search).catch((error) => error));
  // Three run, fifty wait, the others are refused at once.
  const refused = (await Promise.all(own.slice(53))) as { code: string; retryAfterSeconds: number }[];
  expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 7 }, () => "RATE_LIMITED"));
  expect(await take("b", async () => await app.database.raw`select 1 as one`)).toMatchObject([{ one: 1 }]);
  for (const { done } of slow) done();
  expect(await Promise.all(own.slice(0, 53))).toEqual(Array.from({ length: 53 }, () => undefined));
  // A search that fails gives its turn back.
  for (let n = 0; n < 10; n += 1)
    await expect(take("a", () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
});
