import { createHash } from "node:crypto";
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from "cockatiel";
import { createTransport } from "nodemailer";
import type { RenderedMail } from "./render-mail.ts";

/** Longest that any step of the conversation with the mail server may take, in milliseconds. */
const stepMs = 10_000;

/** The mail server did not take a mail. */
export class MailRefusedError extends Error {
  override readonly name = "MailRefusedError";
  /** True when trying again cannot help: the server says that the address does not exist. */
  readonly permanent: boolean;
  /** The reply's code, RFC 5321 §4.2; null when there was no reply. */
  readonly code: number | null;

  constructor(reason: string, permanent: boolean, code: number | null = null) {
    super(reason);
    this.permanent = permanent;
    this.code = code;
  }
}

/** A mail as the transport takes it. */
export interface OutgoingMail extends RenderedMail {
  /** Stands in the Message-ID. */
  id: string;
  /** One address, or several with commas between. */
  to: string;
  /** Mails of the same thread are shown as one conversation. */
  thread?: string;
}

/** What the mail server said when it took a mail. */
export interface MailReceipt {
  /** The server's host. */
  server: string;
  response: string;
  /** Recipients that it did not take, while it took others. */
  refused: string[];
}

export interface SmtpTransport {
  /** @throws MailRefusedError with the server's own words */
  send(mail: OutgoingMail): Promise<MailReceipt>;
  close(): void;
}

/** A pooled connection to the mail server. Five failures in a row open the circuit for ten seconds, so that a dead server does not hold every worker. */
export function openSmtp({ url, from }: { url: string; from: string }): SmtpTransport {
  const transport = createTransport(
    {
      url,
      pool: true,
      maxConnections: 3,
      connectionTimeout: stepMs,
      greetingTimeout: stepMs,
      socketTimeout: 2 * stepMs,
    },
    { from },
  );
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) });
  const server = new URL(url).hostname;
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? "localhost";
  return {
    async send({ id, to, subject, text, html, thread }) {
      if (breaker.state === CircuitState.Open) {
        throw new MailRefusedError(
          "The mail server failed several times in a row; waiting before the next attempt.",
          false,
        );
      }
      // The same Message-ID on every attempt: a mail that was taken just before a crash is recognised as the same one.
      const message = {
        to,
        subject,
        text,
        html,
        messageId: `<${id}@${domain}>`,
        // RFC 5322 §3.6.4: mails that name the same one, though nobody ever got it, are one conversation.
        ...(thread ? { references: [threadId(thread, domain)] } : {}),
        headers: { "auto-submitted": "auto-generated" },
      };
      const answer = await breaker.execute(async () => {
        try {
          const { response, rejected } = await transport.sendMail(message);
          return { server, response, refused: rejected.map(String) };
        } catch (error) {
          const refused = explain(error as SmtpFailure);
          // An address that does not exist says nothing against the server.
          if (refused.permanent) return refused;
          throw refused;
        }
      });
      if (answer instanceof MailRefusedError) throw answer;
      return answer;
    },
    close: () => transport.close(),
  };
}

function threadId(thread: string, domain: string): string {
  return `<thread.${createHash("sha256").update(thread).digest("hex").slice(0, 32)}@${domain}>`;
}

interface SmtpFailure extends Error {
  code?: string;
  response?: string;
  responseCode?: number;
}

/** RFC 5321 §4.2.1: a 5yz reply is permanent. Only the one to the envelope is about this mail; to a login it is about our settings. */
function explain(error: SmtpFailure): MailRefusedError {
  const permanent = error.code === "EENVELOPE" && (error.responseCode ?? 0) >= 500;
  return new MailRefusedError((error.response ?? error.message).slice(0, 500), permanent, error.responseCode ?? null);
}
