import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, freePort, startTestServer, type TestServer } from "../testing/index.ts";

/** A mail server at the far side of the network: keeps what it takes, refuses whom it is told to. */
function smtpTwin() {
  const received: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _session, callback) =>
      address.startsWith("gone.")
        ? callback(Object.assign(new Error("No such mailbox here"), { responseCode: 550 }))
        : callback(),
    onData(stream, _session, callback) {
      simpleParser(stream).then((mail) => {
        received.push(mail);
        callback();
      }, callback);
    },
  });
  return {
    received,
    listen: (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve)),
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

async function signUpBy(server: TestServer, email: string): Promise<void> {
  const response = await fetch(`${server.url}/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({ name: "Ines", email, password: "a plumb line hangs straight" }),
  });
  expect(response.status).toBe(200);
}

const rowOf = async (server: TestServer, email: string) =>
  (await server.app.database.raw`select state, attempts, sealed, sent_at from mails where recipient = ${email}`)[0];

describe("with a mail server", () => {
  let server: TestServer;
  let port = 0;
  const twin = smtpTwin();
  beforeAll(async () => {
    port = await freePort();
    server = await startTestServer({
      env: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: "Plumbline <plumbline@ops.example>" },
    });
  });
  afterAll(async () => {
    await server?.close();
    await twin.close();
  });

  test("a mail that was asked for while it was down is tried again and arrives, once", async () => {
    await signUpBy(server, "ines@meridian.example");
    const failed = await eventually(async () => {
      const row = await rowOf(server, "ines@meridian.example");
      return row?.attempts.length > 0 ? row : null;
    });
    expect(failed).toMatchObject({ state: "queued", attempts: [{ outcome: "failed" }] });
    expect(failed.attempts[0].reason).toContain("ECONNREFUSED");
    await twin.listen(port);
    const mail = await eventually(() => twin.received[0]);
    expect(mail.from?.text).toBe('"Plumbline" <plumbline@ops.example>');
    expect(mail).toMatchObject({ subject: "Verify your address for Plumbline" });
    expect([mail.to].flat()[0]?.text).toBe("ines@meridian.example");
    const link = mail.text?.match(/https?:\/\/\S+/)?.[0] ?? "";
    expect(String(mail.html)).toContain(link.replaceAll("&", "&amp;"));
    expect((await fetch(link, { redirect: "manual" })).status).toBe(302);
    const sent = await eventually(async () => {
      const row = await rowOf(server, "ines@meridian.example");
      return row?.state === "sent" ? row : null;
    });
    expect(sent.attempts.at(-1)).toMatchObject({ outcome: "sent", reason: null });
    // The link opens an account: it is not kept once it is out.
    expect(sent.sealed).toBeNull();
    expect(twin.received).toHaveLength(1);
  });

  test("an address that the server does not know is given up at once, with its words", async () => {
    await signUpBy(server, "gone.ines@meridian.example");
    const row = await eventually(async () => {
      const mail = await rowOf(server, "gone.ines@meridian.example");
      return mail?.state === "failed" ? mail : null;
    });
    expect(row.attempts).toHaveLength(1);
    expect(row.attempts[0].reason).toContain("No such mailbox here");
    expect(row.sealed).toBeNull();
  });

  test("there is no local mailbox", async () => {
    expect((await fetch(`${server.url}/dev/mailbox`)).status).toBe(404);
    expect((await fetch(`${server.url}/dev/mailbox.json`)).status).toBe(404);
    expect(await server.app.database.raw`select from local_mail`).toHaveLength(0);
  });
});

describe("without one", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(async () => await server?.close());

  const list = async () => (await (await fetch(`${server.url}/dev/mailbox.json`)).json()).messages;

  test("the mailbox shows every message, newest first, and explains itself while it is empty", async () => {
    expect(await (await fetch(`${server.url}/dev/mailbox`)).text()).toContain(
      "Sign up, and the verification mail lands here",
    );
    await signUpBy(server, "first@meridian.example");
    await eventually(async () => (await list()).length === 1);
    await signUpBy(server, "second@meridian.example");
    await eventually(async () => (await list()).length === 2);
    const messages = await list();
    expect(messages.map(({ to }: { to: string }) => to)).toEqual(["second@meridian.example", "first@meridian.example"]);
    const page = await fetch(`${server.url}/dev/mailbox/${messages[0].id}`);
    expect(await page.text()).toContain("to second@meridian.example");
    const html = await fetch(`${server.url}/dev/mailbox/${messages[0].id}/html`);
    expect(html.headers.get("content-security-policy")).toMatch(/^sandbox (?!.*allow-scripts)(?!.*allow-same-origin)/);
    expect(await html.text()).toContain("Verify this address");
  });

  test("a stranger behind the proxy and an unknown message get nothing", async () => {
    const proxied = await startTestServer({
      databaseUrl: server.databaseUrl,
      roles: ["serve"],
      env: { PLUMBLINE_DATA: server.dataDir, TRUSTED_PROXIES: "127.0.0.1", PUBLIC_URL: "https://ops.example" },
    });
    try {
      const url = `http://127.0.0.1:${proxied.app.config.port}/dev/mailbox.json`;
      expect((await fetch(url)).status).toBe(200);
      expect((await fetch(url, { headers: { "x-forwarded-for": "203.0.113.9" } })).status).toBe(404);
    } finally {
      await proxied.close();
    }
    expect((await fetch(`${server.url}/dev/mailbox/01890000-0000-7000-8000-000000000000`)).status).toBe(404);
    expect((await fetch(`${server.url}/dev/mailbox/x'--`)).status).toBe(404);
  });
});
