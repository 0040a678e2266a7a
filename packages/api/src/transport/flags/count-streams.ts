import { RateLimitedError } from "../../service/errors.ts";
import { perApp } from "../../service/per-app.ts";

/** Streams that one process serves at once, to all and to one address with one key. */
const most = { all: 20_000, one: 2000 };

const open = perApp(() => new Map<string, number>());
const all = perApp(() => ({ count: 0 }));

type App = Parameters<typeof open>[0];

/** Takes a place for one more stream. @returns gives it back @throws RateLimitedError when all are taken */
export function takeStream(app: App, caller: string): () => void {
  const mine = open(app);
  const total = all(app);
  const count = mine.get(caller) ?? 0;
  if (count >= most.one || total.count >= most.all)
    throw new RateLimitedError(
      count >= most.one ? `You have ${count} streams open here.` : "This process serves as many streams as it can.",
      30,
    );
  mine.set(caller, count + 1);
  total.count += 1;
  let taken = true;
  return () => {
    if (!taken) return;
    taken = false;
    total.count -= 1;
    const left = (mine.get(caller) ?? 1) - 1;
    if (left === 0) mine.delete(caller);
    else mine.set(caller, left);
  };
}

/** Streams of flags that this process serves now. */
export function openStreams(app: App): number {
  return all(app).count;
}
