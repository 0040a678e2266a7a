import { forget, readAllKept } from "./open-store.ts";
import type { QueuedAction, SentAction } from "./queued-action.ts";

interface Answer {
  data?: Record<string, { __typename?: string; message?: string } | null> | null;
  errors?: { message: string }[];
}

let sending: Promise<SentAction[]> | undefined;

/**
 * Sends what waits, oldest first, each with its own idempotency key. What the server answered, yes or no, waits no longer.
 * @throws TypeError when the server still does not answer; the rest waits on
 */
export function sendQueued(): Promise<SentAction[]> {
  sending ??= send().finally(() => {
    sending = undefined;
  });
  return sending;
}

async function send(): Promise<SentAction[]> {
  const waiting = (await readAllKept<QueuedAction>("actions")).sort((a, b) => a.at - b.at);
  const sent: SentAction[] = [];
  for (const action of waiting) {
    const response = await fetch("/graphql", {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", "idempotency-key": action.key },
      body: JSON.stringify({ query: action.text, variables: action.variables }),
    });
    // A server that fails is a server that does not answer yet.
    if (response.status >= 500 || response.status === 429) throw new TypeError("The server did not take it yet.");
    const refusal = refusalIn((await response.json().catch(() => ({}))) as Answer, response.status);
    await forget("actions", action.key);
    sent.push({ action, refusal });
  }
  return sent;
}

function refusalIn({ data, errors }: Answer, status: number): string | null {
  if (errors?.[0]) return errors[0].message;
  const [answer] = Object.values(data ?? {});
  if (answer?.__typename?.endsWith("Success")) return null;
  return answer?.message ?? `The server answered ${status}.`;
}
