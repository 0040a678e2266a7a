import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { insertWorkspace } from "../../../testing/insert-workspace.ts";
import { startTestServer, type TestServer } from "../../../testing/start-test-server.ts";
import { connectIntegration } from "../connect-integration.ts";
import { localhostCertificate } from "../testing/localhost-certificate.ts";
import { systemOf } from "../testing/open-webhook-door.ts";

let server: TestServer;
const running: SMTPServer[] = [];
beforeAll(async () => {
  server = await startTestServer({ roles: ["serve"], env: { OUTBOUND_ALLOW: "localhost" } });
});
afterAll(() => server?.close());
afterEach(async () => {
  for (const one of running.splice(0)) await new Promise<void>((resolve) => one.close(() => resolve()));
});

/** A real SMTP server on loopback that knows one user. */
async function startSmtp(options: SMTPServerOptions = {}) {
  const said: string[] = [];
  const smtp = new SMTPServer({
    authMethods: ["PLAIN"],
    allowInsecureAuth: true,
    onAuth(auth, _session, done) {
      said.push(`AUTH ${auth.username}`);
      if (auth.username === "status" && auth.password === "right") done(null, { user: "status" });
      else done(new Error("535 the password is not that one"));
    },
    onData(stream, _session, done) {
      said.push("DATA");
      stream.resume().on("end", () => done());
    },
    ...options,
  });
  // A far side that is hung up on is not this test's failure.
  smtp.on("error", () => {});
  running.push(smtp);
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  return { said, port: String((smtp.server.address() as AddressInfo).port) };
}

async function connect(given: Record<string, string>) {
  const workspaceId = await insertWorkspace(server.app);
  const fields = Object.entries({ host: "localhost", from: "Acme <status@acme.example>", ...given });
  const { integration } = await connectIntegration(systemOf(server), {
    workspaceId,
    provider: "smtp",
    fields: fields.map(([name, value]) => ({ name, value })),
  });
  return integration;
}

test("a server that takes everything is connected without a password, and no mail is sent for it", async () => {
  const { port, said } = await startSmtp({ disabledCommands: ["STARTTLS"], authOptional: true });
  const integration = await connect({ port });
  expect(integration).toMatchObject({ state: "authorised", account: "no user at localhost" });
  expect(integration.evidence.authorised?.text).toBe("localhost answered without a password");
  expect(said).toEqual([]);
});

test("a password is never sent over a line that anybody can read", async () => {
  const { port, said } = await startSmtp({ disabledCommands: ["STARTTLS"] });
  await expect(connect({ port, username: "status", password: "right" })).rejects.toThrow("did not let us in");
  expect(said).toEqual([]);
});

test.each([
  ["STARTTLS", false],
  ["TLS from the start", true],
])("over %s the server takes the right password and refuses the wrong one in its own words", async (_how, secure) => {
  const trusted = getCACertificates("default");
  setDefaultCACertificates([...trusted, localhostCertificate.cert]);
  try {
    const { port, said } = await startSmtp({ ...localhostCertificate, secure, allowInsecureAuth: false });
    const given = { port, username: "status", ...(secure ? { tls: "yes" } : {}) };
    const integration = await connect({ ...given, password: "right" });
    expect(integration.evidence.authorised?.text).toBe("localhost took the password of status");
    await expect(connect({ ...given, password: "wrong" })).rejects.toThrow("the password is not that one");
    expect(said).toEqual(["AUTH status", "AUTH status"]);
  } finally {
    setDefaultCACertificates(trusted);
  }
});

test("a certificate that nobody signed is not believed", async () => {
  const { port, said } = await startSmtp();
  await expect(connect({ port, username: "status", password: "right" })).rejects.toThrow("did not let us in");
  expect(said).toEqual([]);
});

test("a private address is refused with what the operator can do, and so is a port where nothing answers", async () => {
  const { port } = await startSmtp();
  const refused = await connect({ host: "127.0.0.1", port }).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    message: expect.stringContaining("private or reserved address"),
    nextStep: expect.stringContaining("OUTBOUND_ALLOW"),
  });
  await expect(connect({ port: "9" })).rejects.toThrow("could not be reached");
});
