import { expect, test } from "vitest";
import { emptyEntry, type IncomingEntry } from "../ingest/incoming-entry.ts";
import { intakeLimits } from "../ingest/intake-limits.ts";
import { IntakeNotes } from "../ingest/intake-notes.ts";
import { prepareBatch } from "../ingest/prepare-batch.ts";
import { defaultRetention } from "../retention/retention-classes.ts";
import type { LogSource } from "../store/log-entry.ts";
import { compileRedaction } from "./compile-redaction.ts";

const redaction = compileRedaction({ off: [], custom: [] });
const redacted = (text: string) => redaction.text(text, new Map());

function prepareEntry(over: Partial<IncomingEntry>, source: Partial<LogSource> = {}) {
  const entry = { ...emptyEntry({ service: "", resource: {}, scope: null, origin: null, ...source }), ...over };
  const options = { notes: new IntakeNotes(), redaction, retention: defaultRetention, receivedAt: new Date() };
  return prepareBatch([entry], options).entries[0];
}

function prepare(body: string) {
  return prepareEntry({ body })?.body ?? "";
}

const begin = "-----BEGIN PRIVATE KEY-----";
const end = "-----END PRIVATE KEY-----";
const jwt = `eyJ${"h".repeat(20)}.${"p".repeat(300)}.${"s".repeat(43)}`;

/** Milliseconds of this process's own time: what else runs on the machine does not count. */
function costOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

test.each([
  "a",
  "a@",
  "a.",
  "4 ",
  "4-",
  "plb_live_",
  "-plb_live_",
  "Bearer ",
  "eyJ",
  "-eyJ",
  "eyJaaaaaaaaaa.",
  "-gho_",
  "-npm_",
  "whsec_",
  "-whsec_",
  "basic ",
  "Basic A",
  "://",
  "://a:",
  "://a:b",
  "-----BEGIN ",
  begin,
  `${begin}${end.slice(0, -5)}`,
])("two megabytes of %j are read in time to their length", (prefix) => {
  const text = (length: number) => `@4242424242424 eyJ ${prefix.repeat(length / prefix.length)}`;
  redacted(text(10_000));
  // What it replaces took 10 s and more; a fifth of a second is what it takes now at most.
  expect(costOf(() => redacted(text(2_000_000)))).toBeLessThan(2000);
  expect(costOf(() => prepare(text(2_000_000)))).toBeLessThan(1000);
});

test("tokens and keys are found wherever they begin, and what only looks like one stays", () => {
  for (const before of ["", " ", "session-", '"', "="])
    expect(redacted(`${before}${jwt} x`)).toBe(`${before}[token] x`);
  expect(redacted(`a ${begin}\nAAAA\n${end} b`)).toBe("a [token] b");
  expect(redacted(`${begin} torn ${begin}\nAAAA\n${end} b`)).toBe(`${begin} torn [token] b`);
  expect(redacted("eyJhbGciOiJIUzI1NiJ9 and eyJ.eyJ.eyJ")).toBe("eyJhbGciOiJIUzI1NiJ9 and eyJ.eyJ.eyJ");
  expect(redacted(`${"a".repeat(65)}@example.com`)).toBe("[email]");
});

test("a secret that lies across the place where a message is cut leaves nothing of itself", () => {
  for (const secret of [jwt, `${begin}${"KEYS".repeat(2000)}${end}`])
    for (const into of [1, 20, 200]) {
      const body = prepare(`${"x ".repeat(intakeLimits.bodyLength / 2).slice(into)}${secret}${" y".repeat(50_000)}`);
      expect(body.slice(-400)).not.toMatch(/eyJ|hhh|BEGIN|KEYS/);
      expect(body).toContain("more characters)");
    }
  // Many findings before it move what was far behind the limit to before it.
  const short = prepare(
    `${"ada@example.com ".repeat(17_000)}${begin}${"KEYS".repeat(2000)}${end}${" y".repeat(50_000)}`,
  );
  expect(short).not.toMatch(/BEGIN|KEYS|example/);
});

test("nor does one across the place where an attribute, a name or a service is cut", () => {
  const across = (limit: number, into: number) =>
    `${"x ".repeat(limit / 2).slice(into)}${jwt}${" y".repeat(limit / 2)}`;
  for (const into of [1, 20, 200]) {
    const text = across(intakeLimits.textLength, into);
    const name = across(intakeLimits.nameLength, into);
    const attributes = { note: text, nested: { list: [text], [name]: true }, [name]: 1 };
    const entry = prepareEntry(
      {
        attributes,
        body: { note: text },
        eventName: name,
        severityText: name,
        timeAsSent: `Jan 1 0001 (${jwt})`,
        time: 1,
      },
      { service: name, scope: name, resource: { "service.name": name, cmd: text }, origin: { scopeVersion: text } },
    );
    const stored = JSON.stringify(entry);
    expect(stored).not.toMatch(/eyJ|hhh|ppp|sss/);
    expect(stored).toContain("more characters)");
    expect(entry?.source.service.length).toBeLessThanOrEqual(intakeLimits.nameLength);
  }
});

test("an address's password and a basic header are found, and the harmless beside them stays", () => {
  expect(redacted("amqp://bob:s3cr3t@mq:5672/v as Basic Ym9iOnMzY3JldA==")).toBe("amqp://[token]@mq:5672/v as [token]");
  const harmless = "basic authentication at http://localhost:8080/a@b";
  expect(redacted(harmless)).toBe(harmless);
  const entry = prepareEntry({ attributes: { "x-api-key": "abc123secret", db_password: "hunter2", prompt_tokens: 9 } });
  expect(entry?.attributes).toEqual({ "x-api-key": "[redacted]", db_password: "[redacted]", prompt_tokens: 9 });
});
