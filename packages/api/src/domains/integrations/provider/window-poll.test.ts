import { expect, test } from "vitest";
import type { ProviderAccess } from "./provider-access.ts";
import { windowPoll } from "./window-poll.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 12, 0, second));
const accessAt = (second: number) => ({ now: at(second) }) as ProviderAccess;

/** A list that is read by time, `size` entries a page; what it was asked is kept. */
function listOf(seconds: () => number[], size = 100) {
  const asked: { since: Date; page: string | undefined }[] = [];
  const poll = (overlapSeconds?: number) =>
    windowPoll({
      intervalSeconds: 60,
      ...(overlapSeconds === undefined ? {} : { overlapSeconds }),
      async read(_access, since, page) {
        asked.push({ since, page });
        const from = Number(page ?? 0);
        const found = seconds().filter((second) => at(second) >= since);
        const items = found.slice(from, from + size).map((second) => ({
          at: at(second),
          signals: [{ type: "a.b", key: String(second), occurredAt: at(second), title: "A", subject: "a" }],
        }));
        return { items, next: from + size < found.length ? String(from + size) : undefined };
      },
    });
  return { asked, poll };
}
const keysOf = (result: { signals: { key: string }[] }) => result.signals.map(({ key }) => key);

test("the first poll reads, and tells nothing; the next tells what came since, oldest first", async () => {
  const { asked, poll } = listOf(() => [30, 20, 5]);
  const first = await poll().run(accessAt(10), {});
  expect(keysOf(first)).toEqual([]);
  expect(asked).toHaveLength(1);
  const second = await poll().run(accessAt(40), first.cursor);
  expect(keysOf(second)).toEqual(["20", "30"]);
  expect(second.cursor).toMatchObject({ since: at(30).toISOString() });
});

test("late entries are read again, but never from before the connection", async () => {
  const { asked, poll } = listOf(() => []);
  const list = poll(3600);
  const first = await list.run(accessAt(10), {});
  await list.run(accessAt(20), first.cursor);
  expect(asked.at(-1)?.since).toEqual(at(10));
  const { asked: later, poll: laterPoll } = listOf(() => []);
  await laterPoll(15).run(accessAt(50), { from: at(0).toISOString(), since: at(40).toISOString() });
  expect(later[0]?.since).toEqual(at(25));
});

test("an entry from the future does not move the mark, so nothing between is skipped", async () => {
  const { poll } = listOf(() => [50, 20]);
  const { cursor } = await poll().run(accessAt(30), { from: at(0).toISOString(), since: at(10).toISOString() });
  expect(cursor).toMatchObject({ since: at(20).toISOString() });
});

test("a list longer than one poll's pages goes on where it stopped, and loses none", async () => {
  const all = Array.from({ length: 50 }, (_, index) => 59 - index);
  const { poll } = listOf(() => all, 1);
  const list = poll();
  let cursor: Record<string, unknown> = list.cursorAt?.(at(0), accessAt(0)) ?? {};
  const keys: string[] = [];
  const polls: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    const result = await list.run(accessAt(59), cursor);
    keys.push(...keysOf(result));
    polls.push(result.signals.length);
    expect(result.more).toBe(count < 2);
    cursor = result.cursor;
  }
  expect(polls).toEqual([20, 20, 10]);
  expect(new Set(keys).size).toBe(50);
  expect(cursor).toEqual({ from: at(0).toISOString(), since: at(59).toISOString() });
});
