import type { App } from "../../app.ts";
import { findLocalMail, type LocalMail, listLocalMail } from "../../mail/local-mailbox.ts";
import { NotFoundError } from "../../service/errors.ts";
import { isLoopback } from "../check-host.ts";
import { defineRoute, type RouteRequest } from "../define-route.ts";
import { mailboxList, mailboxPage } from "../mailbox/mailbox-page.ts";
import { mailboxScript } from "../mailbox/mailbox-script.ts";
import { send, sendJson } from "../send.ts";

const pagePolicy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";

// The message can do nothing but be read and have its links followed.
const messagePolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const html = "text/html; charset=utf-8";

export const mailbox = defineRoute({
  method: "GET",
  path: "/dev/mailbox",
  handle: async (request) => sendPage(request, null),
});

export const mailboxMessage = defineRoute({
  method: "GET",
  path: "/dev/mailbox/:id",
  handle: async (request) => sendPage(request, await messageOf(request)),
});

/** For scripts and tests: `{messages: [{id, to, subject, text, html, createdAt}]}`, newest first. */
export const mailboxJson = defineRoute({
  method: "GET",
  path: "/dev/mailbox.json",
  async handle(request) {
    const mails = await listLocalMail(localApp(request));
    const messages = mails.map(({ recipient, ...mail }) => ({ ...mail, to: recipient }));
    sendJson(request.res, 200, { messages }, { "cache-control": "no-store" });
  },
});

export const mailboxListPart = defineRoute({
  method: "GET",
  path: "/dev/mailbox/list",
  async handle(request) {
    const list = mailboxList(await listLocalMail(localApp(request)), request.url.searchParams.get("message"));
    send(request.res, 200, html, list, { "cache-control": "no-store" });
  },
});

export const mailboxScriptFile = defineRoute({
  method: "GET",
  path: "/dev/mailbox.js",
  async handle(request) {
    localApp(request);
    send(request.res, 200, "text/javascript; charset=utf-8", mailboxScript, { "cache-control": "no-cache" });
  },
});

export const mailboxMessageHtml = defineRoute({
  method: "GET",
  path: "/dev/mailbox/:id/html",
  async handle(request) {
    const mail = await messageOf(request);
    // Links leave the frame: they are for the window that one reads in.
    const body = mail.html.replace("<head>", '<head><base target="_top">');
    send(request.res, 200, html, body, { "content-security-policy": messagePolicy });
  },
});

async function sendPage(request: RouteRequest, chosen: LocalMail | null): Promise<void> {
  const page = mailboxPage(await listLocalMail(localApp(request)), chosen);
  send(request.res, 200, html, page, { "content-security-policy": pagePolicy, "cache-control": "no-store" });
}

async function messageOf(request: RouteRequest): Promise<LocalMail> {
  const mail = await findLocalMail(localApp(request), request.params.id ?? "");
  if (mail) return mail;
  throw new NotFoundError("There is no such message in the mailbox.", "Look at /dev/mailbox.");
}

/**
 * Whoever reads the mailbox reads every link that opens an account. So it exists only while no mail server is set, only under a name of this
 * machine (a page that points its own name here is not one), and only for a caller on it (anybody can write a `Host`).
 */
function localApp({ app, req, clientAddress }: RouteRequest): App {
  const name = URL.parse(`http://${req.headers.host}`)?.hostname ?? "";
  if (app.mailer.isLocal && isLoopback(name) && isLoopback(clientAddress)) return app;
  throw new NotFoundError(
    "There is no local mailbox here: mail goes out through a mail server, or you come from another machine.",
    "Look into your own mailbox. Without a mail server, set SMTP_URL or open this page on the machine itself.",
  );
}
