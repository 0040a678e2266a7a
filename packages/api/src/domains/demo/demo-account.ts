import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { App } from "../../app.ts";
import { PreconditionError, RateLimitedError, UnavailableError } from "../../service/errors.ts";
import { type DemoDoor, sessionCookie } from "./demo-door.ts";

const email = "demo@meridian.example";
const name = "Ines Okafor";

/** What the demo keeps beside the database, mode 0600: the password of its person and the secrets of its doors and keys. */
export interface DemoSecrets {
  password: string;
  /** Door and secret of each integration, by name. */
  hooks: Record<string, { url: string; secret: string }>;
  /** API keys, by name. */
  keys: Record<string, string>;
}

export function readDemoSecrets(app: App): DemoSecrets {
  try {
    return { keys: {}, ...(JSON.parse(readFileSync(fileOf(app), "utf8")) as Omit<DemoSecrets, "keys">) };
  } catch {
    return { password: randomBytes(18).toString("base64url"), hooks: {}, keys: {} };
  }
}

export function writeDemoSecrets(app: App, secrets: DemoSecrets): void {
  writeFileSync(fileOf(app), JSON.stringify(secrets), { mode: 0o600 });
}

/** After the demo was removed its doors and keys are gone. Its person stays, so that the demo can be opened again. */
export function forgetDemoDoors(app: App): void {
  writeDemoSecrets(app, { password: readDemoSecrets(app).password, hooks: {}, keys: {} });
}

function fileOf(app: App): string {
  return join(app.config.dataDir, "demo.json");
}

/**
 * Signs the demo's person in; the first time signs it up, with the verification mail read from the local mailbox as a person would.
 * @returns the `Set-Cookie` lines of the sign-in, for whoever opens the demo
 * @throws RateLimitedError when it was opened more often than an address may sign in
 * @throws PreconditionError where mail goes out by SMTP: the demo's address is nobody's
 */
export async function signInDemo(
  app: App,
  door: DemoDoor,
  secrets: DemoSecrets,
): Promise<{ cookie: string; setCookie: string[] }> {
  if (!app.mailer.isLocal) {
    throw new PreconditionError(
      "The demo reads its mail from the local mailbox, and this server sends mail by SMTP.",
      "Start without SMTP_URL to see the demo.",
    );
  }
  const signIn = () => door.auth("/sign-in/email", { email, password: secrets.password });
  let answer = await signIn();
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get("retry-after") ?? 60);
    throw new RateLimitedError("The demo was opened very often from this address in a short time.", seconds);
  }
  if (!answer.ok) {
    await door.auth("/sign-up/email", { email, password: secrets.password, name });
    writeDemoSecrets(app, secrets);
    const link = await verificationLink(door);
    const verified = await fetch(link, { redirect: "manual" });
    const cookie = sessionCookie(verified);
    if (cookie) return { cookie, setCookie: verified.headers.getSetCookie() };
    answer = await signIn();
  }
  if (!answer.ok)
    throw new UnavailableError(
      `The demo's person could not sign in: ${await answer.text()}`,
      "Remove demo.json from the data folder and delete the demo workspace.",
    );
  return { cookie: sessionCookie(answer), setCookie: answer.headers.getSetCookie() };
}

async function verificationLink(door: DemoDoor): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { messages } = (await (await fetch(`${door.url}/dev/mailbox.json`)).json()) as {
      messages: { to: string; text: string }[];
    };
    const link = messages.find((message) => message.to.includes(email))?.text.match(/https?:\/\/\S+/)?.[0];
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new UnavailableError(
    "The demo's verification mail did not arrive within ten seconds.",
    "Look whether the worker runs (/readyz).",
  );
}
