import { graphqlOver } from "../graphql-over.ts";
import type { TestServer } from "../start-test-server.ts";
import type { Ask } from "./crawl-workspace.ts";

/** Somebody who asks, with everything that was ever answered. */
export interface Caller {
  readonly name: string;
  readonly ask: Ask;
  /** The first thing that a stream answers, or null when it says nothing for a second. */
  readonly listen: (query: string, variables: Record<string, unknown>) => Promise<string | null>;
  /** All answers in one text, to look for what must not be there. */
  heard(): string;
}

/** A caller over the real doors, by cookie, by key, or as nobody. */
export function callerOf(
  server: Pick<TestServer, "url">,
  name: string,
  credential: { cookie?: string; token?: string },
): Caller {
  const heard: string[] = [];
  const { cookie, token } = credential;
  return {
    name,
    heard: () => heard.join("\n"),
    async ask(query, variables) {
      const answer = await graphqlOver(server.url, query, variables, credential);
      heard.push(JSON.stringify([answer.data, answer.errors]));
      return answer;
    },
    async listen(query, variables) {
      const response = await fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "text/event-stream",
          ...(cookie ? { cookie, origin: server.url } : {}),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ query, variables }),
      });
      const first = await firstMessage(response);
      heard.push(first ?? "");
      return first;
    },
  };
}

async function firstMessage(response: Response): Promise<string | null> {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  const silence = new Promise<null>((resolve) => setTimeout(() => resolve(null), 1000));
  let text = "";
  for (;;) {
    const chunk = await Promise.race([reader.read(), silence]);
    text += chunk?.value ? decoder.decode(chunk.value, { stream: true }) : "";
    const data = /^data: (\{.*)$/m.exec(text)?.[1] ?? (text.startsWith("{") && chunk?.done ? text : null);
    if (data || !chunk || chunk.done) {
      await reader.cancel().catch(() => {});
      return data ?? null;
    }
  }
}
