import type { Document } from "../data/document.ts";
import { forgetAll, keep, readKept } from "./open-store.ts";

/** An answer as it was last read. */
interface KeptAnswer<Data> {
  data: Data;
  /** Milliseconds since 1970. */
  at: number;
}

/** What changes by itself all the time needs no writing each time, in milliseconds. */
const writeEveryMs = 2000;

const written = new Map<string, number>();

function keyOf(document: Document<unknown, never>, variables: unknown): string {
  return `${document.name} ${JSON.stringify(variables)}`;
}

/** Keeps an answer for when the server does not answer. A browser without a database shows nothing then, and works all the same. */
export function keepAnswer<Data, Variables>(
  document: Document<Data, Variables>,
  variables: Variables,
  data: Data,
): void {
  const key = keyOf(document as Document<unknown, never>, variables);
  const at = Date.now();
  if (at - (written.get(key) ?? 0) < writeEveryMs) return;
  written.set(key, at);
  keep("answers", key, { data, at }).catch(() => {});
}

/** The last answer to the same question, or undefined. */
export async function keptAnswer<Data, Variables>(
  document: Document<Data, Variables>,
  variables: Variables,
): Promise<KeptAnswer<Data> | undefined> {
  const key = keyOf(document as Document<unknown, never>, variables);
  return await readKept<KeptAnswer<Data>>("answers", key).catch(() => undefined);
}

/** Forgets every answer: after signing out nothing of the last person may show. */
export async function forgetKeptAnswers(): Promise<void> {
  written.clear();
  await forgetAll("answers").catch(() => {});
}
