import { expect, test } from "vitest";
import { createFarSidePaces } from "./far-side-pace.ts";

const never = () => new Promise<void>(() => {});

async function putOff(paces: ReturnType<typeof createFarSidePaces>, endpoint = "one"): Promise<number> {
  const answer = await paces.run(endpoint, never);
  return "waitMs" in answer ? answer.waitMs : 0;
}

test("makes four attempts at one endpoint at once, and puts the others off one behind the other", async () => {
  const paces = createFarSidePaces(() => 1_000_000);
  for (let n = 0; n < 4; n += 1) paces.run("one", never);
  const waits = await Promise.all(Array.from({ length: 100 }, () => putOff(paces)));
  expect(waits[0]).toBe(1000);
  // 250 ms for each attempt, four at once: one every 62.5 ms.
  expect(waits[99]).toBeCloseTo(1000 + 99 * 62.5);
  expect(await Promise.race([paces.run("two", async () => "free"), never()])).toEqual({ done: "free" });
});

test("learns how long an endpoint takes, and never puts off for more than ten minutes", async () => {
  let now = 1_000_000;
  const paces = createFarSidePaces(() => now);
  const finish: (() => void)[] = [];
  const held = () => new Promise<void>((resolve) => finish.push(resolve));
  const running = Array.from({ length: 4 }, () => paces.run("one", held));
  await putOff(paces);
  now += 15_000;
  for (const end of finish.splice(0)) end();
  await Promise.all(running);
  for (let n = 0; n < 4; n += 1) paces.run("one", never);
  const waits = await Promise.all(Array.from({ length: 2000 }, () => putOff(paces)));
  expect((waits[1] ?? 0) - (waits[0] ?? 0)).toBeGreaterThan(1000);
  expect(Math.max(...waits)).toBe(600_000);
});

test("gives the place back when an attempt throws", async () => {
  const paces = createFarSidePaces();
  for (let n = 0; n < 10; n += 1) {
    await expect(paces.run("one", async () => Promise.reject(new TypeError("A fault of ours.")))).rejects.toThrow();
  }
  expect(await paces.run("one", async () => "free")).toEqual({ done: "free" });
});
