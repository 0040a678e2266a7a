import { randomBytes } from "node:crypto";
import { eventually } from "./eventually.ts";
import type { TestServer } from "./start-test-server.ts";

/** A verified person with a session. */
export interface TestUser {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  /** The session cookie, to send back as it is. */
  readonly cookie: string;
}

/** Signs somebody up through the real doors: form, mail in the local mailbox, link in the mail. */
export async function signUp(server: Pick<TestServer, "url">, name = "Ines Okafor"): Promise<TestUser> {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}.${randomBytes(4).toString("hex")}@meridian.example`;
  const password = `correct horse ${randomBytes(6).toString("hex")}`;
  const json = { "content-type": "application/json", origin: server.url };
  const created = await fetch(`${server.url}/auth/sign-up/email`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({ email, password, name }),
  });
  if (!created.ok) throw new Error(`Sign-up answered ${created.status}: ${await created.text()}`);
  const link = await eventually(() => linkIn(server, email));
  const verified = await fetch(link, { redirect: "manual" });
  const cookie = cookieOf(verified) || cookieOf(await signIn(server, email, password));
  if (!cookie) throw new Error(`Neither verification (${verified.status}) nor sign-in gave a session.`);
  return { email, password, name, cookie };
}

async function signIn(server: Pick<TestServer, "url">, email: string, password: string): Promise<Response> {
  return await fetch(`${server.url}/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({ email, password }),
  });
}

/** The first link of the newest mail to an address. */
async function linkIn(server: Pick<TestServer, "url">, email: string): Promise<string | null> {
  const response = await fetch(`${server.url}/dev/mailbox.json`);
  const { messages } = (await response.json()) as { messages: { to: string; text: string }[] };
  const mail = messages.find((message) => message.to.includes(email));
  return mail?.text.match(/https?:\/\/\S+/)?.[0] ?? null;
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}
