import type { App } from "../../../app.ts";
import type { Provider } from "../provider.ts";
import type { Door } from "./find-doors.ts";
import { storeBatch, type Waiting } from "./store-batch.ts";

/** A delivery that passed its signature. */
export interface GenuineDelivery {
  externalId: string;
  event: string;
  headers: Record<string, string>;
  body: Buffer;
  receivedAt: Date;
  /** Milliseconds since its first byte, until now. */
  elapsedMs: number;
  requestId: string;
}

/** What became of it. `changed`: the door is not as it was when the signature was checked, so nothing was stored. */
export type Stored = { verdict: "accepted"; id: string } | { verdict: "duplicate" } | { verdict: "changed" };

/** Statements under way at once. While they are, what arrives waits and goes together in the next one. */
const lanes = 3;
const mostOfBatch = 64;
/** Bytes of bodies in one statement; a larger delivery goes alone. */
const mostBytes = 512 * 1024;

interface Queued extends Waiting {
  resolve(stored: Stored): void;
  reject(error: unknown): void;
}

interface Intake {
  queue: Queued[];
  busy: number;
}

const intakes = new WeakMap<App, Intake>();

/**
 * Stores a delivery, its job and its event. Resolves after the commit. Alone it goes at once; under load those that arrive while
 * statements are under way share the next one: each transaction then carries many (measured: twice the deliveries a second).
 */
export async function storeDelivery(
  app: App,
  provider: Provider,
  door: Door,
  delivery: GenuineDelivery,
): Promise<Stored> {
  const intake = intakes.get(app) ?? { queue: [], busy: 0 };
  intakes.set(app, intake);
  return await new Promise<Stored>((resolve, reject) => {
    intake.queue.push({ door, providerName: provider.name, delivery, since: performance.now(), resolve, reject });
    pump(app, intake);
  });
}

function pump(app: App, intake: Intake): void {
  while (intake.busy < lanes && intake.queue.length > 0) {
    const batch = takeBatch(intake.queue);
    intake.busy += 1;
    store(app, batch).finally(() => {
      intake.busy -= 1;
      pump(app, intake);
    });
  }
}

function takeBatch(queue: Queued[]): Queued[] {
  let bytes = 0;
  let size = 0;
  for (const { delivery } of queue) {
    bytes += delivery.body.length;
    if (size > 0 && (bytes > mostBytes || size >= mostOfBatch)) break;
    size += 1;
  }
  return queue.splice(0, size);
}

/** A batch that fails is stored one by one, so that one bad delivery does not fail its neighbours. */
async function store(app: App, batch: readonly Queued[]): Promise<void> {
  try {
    const stored = await storeBatch(app, batch);
    for (const [n, one] of batch.entries()) one.resolve(stored[n] ?? { verdict: "changed" });
  } catch (error) {
    if (batch.length === 1) return batch[0]?.reject(error);
    for (const one of batch) await store(app, [one]);
  }
}
