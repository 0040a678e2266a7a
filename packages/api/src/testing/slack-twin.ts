import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A message as the twin keeps it. */
export interface TwinMessage {
  ts: string;
  channel: string;
  text: string;
  thread_ts?: string;
  blocks: { type: string; [key: string]: unknown }[];
  metadata?: unknown;
}

type Answer = Record<string, unknown>;

/**
 * Slack's Web API as far as channels use it, written from its documentation: `ok: false` with a word on status 200, 429 with
 * Retry-After, `ts` per channel, metadata on request only. It is a twin, not Slack.
 */
export interface SlackTwin {
  readonly url: string;
  readonly calls: { method: string; body: Record<string, unknown> }[];
  readonly messages: TwinMessage[];
  /** What was posted to `response_url`. */
  readonly answers: Answer[];
  /** People by id: their verified address, or null for an address that was never confirmed. */
  readonly people: Map<string, string | null>;
  /** Before a method answers: send something else, or nothing at all. True when it answered itself. */
  intercept: (method: string, res: ServerResponse) => boolean;
  /** Keeps the answers to a method back. @returns lets them go */
  hold: (method: string) => () => void;
  close(): Promise<void>;
}

export async function startSlackTwin(): Promise<SlackTwin> {
  let clock = 1_700_000_000;
  const held = new Map<string, Promise<void>>();
  const server = createServer(async (req, res) => {
    const body = await read(req);
    const method = (req.url ?? "").replace(/^\/api\//, "").split("?")[0] ?? "";
    if (method.startsWith("/response/")) {
      twin.answers.push(body);
      res.end("ok");
      return;
    }
    twin.calls.push({ method, body });
    await held.get(method);
    if (twin.intercept(method, res)) return;
    send(res, answerTo(method, body));
  });

  function answerTo(method: string, body: Record<string, unknown>): Answer {
    switch (method) {
      case "auth.test":
        return { ok: true, team: "Meridian", team_id: "T1", user: "plumbline", user_id: "U0BOT" };
      case "conversations.list":
        return {
          ok: true,
          channels: [
            { id: "C0OPS0001", name: "ops", is_member: true },
            { id: "C0DEV0001", name: "dev", is_member: false },
          ],
        };
      case "users.info":
        return personAnswer(String(body.user));
      case "chat.postMessage":
        return post(body);
      case "chat.update":
        return change(body);
      case "conversations.history":
        return { ok: true, messages: shown(body, (message) => message.thread_ts === undefined) };
      case "conversations.replies":
        return {
          ok: true,
          messages: shown(body, (message) => message.thread_ts === body.ts || message.ts === body.ts),
        };
      default:
        return { ok: false, error: "unknown_method" };
    }
  }

  function post(body: Record<string, unknown>): Answer {
    const channel = body.channel === "#ops" || body.channel === "C0OPS0001" ? "C0OPS0001" : null;
    if (!channel) return { ok: false, error: body.channel === "C0DEV0001" ? "not_in_channel" : "channel_not_found" };
    clock += 1;
    const message = { ...(body as unknown as TwinMessage), channel, ts: `${clock}.000100` };
    twin.messages.push(message);
    return { ok: true, channel, ts: message.ts, message };
  }

  function change(body: Record<string, unknown>): Answer {
    const known = twin.messages.find(({ ts, channel }) => ts === body.ts && channel === body.channel);
    if (!known) return { ok: false, error: "message_not_found" };
    Object.assign(known, { text: body.text, blocks: body.blocks });
    return { ok: true, channel: known.channel, ts: known.ts };
  }

  function shown(body: Record<string, unknown>, wanted: (message: TwinMessage) => boolean): Answer[] {
    const withMetadata = String(body.include_all_metadata) === "true";
    return twin.messages
      .filter((message) => message.channel === body.channel && wanted(message))
      .map(({ metadata, ...message }) => ({ ...message, ...(withMetadata ? { metadata } : {}) }));
  }

  function personAnswer(id: string): Answer {
    const email = twin.people.get(id);
    if (email === undefined) return { ok: false, error: "user_not_found" };
    return {
      ok: true,
      user: { id, is_bot: false, is_email_confirmed: email !== null, profile: email ? { email } : {} },
    };
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const twin: SlackTwin = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    messages: [],
    answers: [],
    people: new Map(),
    intercept: () => false,
    hold(method) {
      let letGo = () => {};
      held.set(method, new Promise<void>((resolve) => (letGo = resolve)));
      return () => {
        held.delete(method);
        letGo();
      };
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return twin;
}

function send(res: ServerResponse, answer: Answer): void {
  res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
}

async function read(req: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  if (req.headers["content-type"]?.startsWith("application/json")) return JSON.parse(text || "{}");
  return Object.fromEntries(new URLSearchParams(text));
}
