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

  constructor(reason: string, permanent: boolean) {
    super(reason);
    this.permanent = permanent;
  }
}

export interface SmtpTransport {
  /** @throws MailRefusedError with the server's own words */
  send(mail: RenderedMail & { id: string; to: string }): Promise<void>;
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
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? "localhost";
  return {
    async send({ id, to, subject, text, html }) {
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
        headers: { "auto-submitted": "auto-generated" },
      };
      const failure = await breaker.execute(async () => {
        try {
          await transport.sendMail(message);
          return null;
        } catch (error) {
          const refused = explain(error as SmtpFailure);
          // An address that does not exist says nothing against the server.
          if (refused.permanent) return refused;
          throw refused;
        }
      });
      if (failure) throw failure;
    },
    close: () => transport.close(),
  };
}

interface SmtpFailure extends Error {
  code?: string;
  response?: string;
  responseCode?: number;
}

/** RFC 5321 §4.2.1: a 5yz reply is permanent. Only the one to the envelope is about this mail; to a login it is about our settings. */
function explain(error: SmtpFailure): MailRefusedError {
  const permanent = error.code === "EENVELOPE" && (error.responseCode ?? 0) >= 500;
  return new MailRefusedError((error.response ?? error.message).slice(0, 500), permanent);
}
