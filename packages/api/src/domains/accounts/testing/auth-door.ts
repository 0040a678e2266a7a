import { eventually, type TestServer } from "../../../testing/index.ts";

/** What a request to `/auth` brought back. */
export interface AuthAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of any shape
  body: any;
  /** Cookies that were set, as to be sent back; empty without any. */
  cookie: string;
}

export interface AskAuthOptions {
  body?: unknown;
  cookie?: string;
  /** Default: the server's own. */
  origin?: string | null;
  headers?: Record<string, string>;
}

/** Asks `/auth` as the console does: POST with a body, else GET; redirects are not followed. */
export async function askAuth(server: TestServer, path: string, options: AskAuthOptions = {}): Promise<AuthAnswer> {
  const { body, cookie, origin = server.url, headers = {} } = options;
  const response = await fetch(path.startsWith("http") ? path : `${server.url}/auth${path}`, {
    method: body === undefined ? "GET" : "POST",
    redirect: "manual",
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(origin ? { origin } : {}),
      ...(cookie ? { cookie } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: /^[[{]|^null/.test(text) ? JSON.parse(text) : text,
    cookie: response.headers
      .getSetCookie()
      .map((line) => line.split(";")[0] ?? "")
      .filter((pair) => !pair.endsWith("="))
      .join("; "),
  };
}

/** A mail in the local mailbox. */
export interface ReceivedMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  createdAt: string;
}

/** Every mail to an address, newest first. */
export async function mailsTo(server: TestServer, email: string): Promise<ReceivedMail[]> {
  const response = await fetch(`${server.url}/dev/mailbox.json`);
  const { messages } = (await response.json()) as { messages: ReceivedMail[] };
  return messages.filter((message) => message.to === email);
}

/** Waits for a mail to an address whose subject has these words. */
export async function mailAbout(server: TestServer, email: string, words: string): Promise<ReceivedMail> {
  return await eventually(async () => (await mailsTo(server, email)).find(({ subject }) => subject.includes(words)));
}

/** The first address in a mail's text. */
export function linkOf(mail: ReceivedMail): string {
  const link = /https?:\/\/\S+/.exec(mail.text)?.[0];
  if (!link) throw new Error(`No link in “${mail.subject}”.`);
  return link;
}
