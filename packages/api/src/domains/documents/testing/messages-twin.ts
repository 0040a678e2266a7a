import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the twin saw it. */
export interface AskedMessage {
  path: string;
  key: string | undefined;
  body: { model: string; system: string; messages: { content: string }[]; tool_choice: { name: string } };
}

/** What a caller of the twin sees in the question: the user's message, parsed. */
export interface ShownQuestion {
  change: string;
  candidates: { number: number; document: string; sentence: string; lines: string[] }[];
}

/**
 * Anthropic's Messages API as far as drift uses it: one forced tool call. A twin written from
 * https://docs.anthropic.com/en/api/messages, not Anthropic.
 */
export interface MessagesTwin {
  readonly url: string;
  readonly asked: AskedMessage[];
  /** What the tool is called with. */
  answer: (question: ShownQuestion) => unknown;
  /** Answers with this status while set. */
  refuse: number | null;
  close(): Promise<void>;
}

export async function startMessagesTwin(): Promise<MessagesTwin> {
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as AskedMessage["body"];
    // SDK 1.x sends the key as a bearer token; before, and behind older gateways, it was `x-api-key`.
    const key = req.headers.authorization?.replace(/^Bearer /, "") ?? req.headers["x-api-key"]?.toString();
    twin.asked.push({ path: `${req.method} ${req.url}`, key, body });
    const status = twin.refuse ?? (key === "sk-ant-twin" && req.headers["anthropic-version"] ? 200 : 401);
    res.writeHead(status, { "content-type": "application/json" });
    if (status !== 200) {
      res.end(JSON.stringify({ type: "error", error: { type: "api_error", message: "Refused by the twin" } }));
      return;
    }
    const question = JSON.parse(body.messages[0]?.content ?? "null") as ShownQuestion;
    res.end(
      JSON.stringify({
        id: `msg_${twin.asked.length}`,
        type: "message",
        role: "assistant",
        model: `${body.model}-20261101`,
        content: [{ type: "tool_use", id: "toolu_1", name: body.tool_choice.name, input: twin.answer(question) }],
        stop_reason: "tool_use",
        stop_sequence: null,
        usage: { input_tokens: 100, output_tokens: 50 },
      }),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const twin: MessagesTwin = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    answer: ({ candidates }) => ({ ranked: candidates.map(({ number }) => ({ number, draft: null })) }),
    refuse: null,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return twin;
}
