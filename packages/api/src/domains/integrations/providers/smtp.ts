import { createTransport } from "nodemailer";
import { ProviderError } from "../access/provider-error.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { defineProvider } from "../provider.ts";

/** A mail server of one's own, for notifications in one's own name. RFC 5321, RFC 4954. */
export const smtp = defineProvider({
  slug: "smtp",
  name: "SMTP",
  category: "infrastructure",
  description: "A mail server of your own, from which notifications go out in your name.",
  docsUrl: "https://www.rfc-editor.org/rfc/rfc5321",
  guide: "connect-smtp",
  feeds: ["notifications"],
  freshness: { forwarding: "as soon as the server takes a mail" },
  connect: [
    {
      kind: "token",
      fields: [
        {
          name: "host",
          label: "Host",
          help: "The mail server's name. A private one must be listed in OUTBOUND_ALLOW by the operator.",
          placeholder: "smtp.example.com",
          secret: false,
          pattern: /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i,
        },
        {
          name: "port",
          label: "Port",
          help: "465 for TLS from the start, 587 for STARTTLS. Empty means 587.",
          placeholder: "587",
          secret: false,
          optional: true,
          pattern: /^\d{1,5}$/,
        },
        {
          name: "tls",
          label: "TLS from the start",
          help: "yes or no. Empty means yes on port 465 and STARTTLS on all others.",
          placeholder: "no",
          secret: false,
          optional: true,
          pattern: /^(yes|no)$/i,
        },
        { name: "username", label: "User name", help: "Often a mail address.", secret: false, optional: true },
        { name: "password", label: "Password", help: "Or an app password.", optional: true },
        {
          name: "from",
          label: "Sender",
          help: "The address in From:, which the server must let this user send as.",
          placeholder: "Acme <status@acme.example>",
          secret: false,
          pattern: /^([^<>@]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
        },
      ],
    },
  ],
  checkCredentials,
  unprovable:
    "A server that takes the password has not yet taken a mail: whether it sends as this sender, the first one shows.",
});

/** Milliseconds for each step of the conversation. */
const stepMs = 10_000;

/** EHLO, STARTTLS where the port is not TLS from the start, AUTH with the password, and QUIT. */
async function checkCredentials(access: ProviderAccess) {
  const { host = "", port = "587", tls, username, password = "" } = access.credentials;
  const secure = tls ? tls.toLowerCase() === "yes" : port === "465";
  const socket = await access.connect(host, Number(port));
  const transport = createTransport({
    host,
    port: Number(port),
    // The guarded connection is handed over, so nodemailer opens none of its own.
    connection: socket,
    secure,
    // A password never goes over a line that anybody can read.
    requireTLS: username !== undefined && !secure,
    greetingTimeout: stepMs,
    socketTimeout: stepMs,
    ...(username ? { auth: { user: username, pass: password } } : {}),
  });
  try {
    await transport.verify();
  } catch (error) {
    throw refusal(error);
  } finally {
    transport.close();
    socket.destroy();
  }
  const account = `${username ?? "no user"} at ${host}`;
  return {
    account,
    text: username ? `${host} took the password of ${username}` : `${host} answered without a password`,
  };
}

/** The server's own words, and what they mean. */
function refusal(error: unknown): ProviderError {
  const { code, response, message } = error as { code?: string; response?: string; message: string };
  const said = (response ?? message).replace(/\s+/g, " ").slice(0, 200);
  if (code === "EAUTH") {
    return new ProviderError(
      "unauthorised",
      `The mail server does not take the password (“${said}”).`,
      "Check user name and password.",
    );
  }
  return new ProviderError(
    "refused",
    `The mail server did not let us in (“${said}”).`,
    "Check host and port. A server without STARTTLS is used without a password only.",
  );
}
