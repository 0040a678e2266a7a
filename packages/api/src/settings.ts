import { resolve } from "node:path";
import { parseAllowList } from "./outbound/address-guard.ts";
import { optionalSetting, settingWithDefault } from "./setting.ts";

const text = (value: string) => value;
const list = (value: string) =>
  value
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean);

/** Read here as the outbound client will read it: a range that is none must stop the start, in words. */
function outboundAllow(value: string): string[] | undefined {
  const entries = list(value);
  try {
    parseAllowList(entries);
    return entries;
  } catch {
    return undefined;
  }
}

function url(...protocols: string[]) {
  return (value: string) => {
    const parsed = URL.parse(value);
    return parsed && protocols.includes(parsed.protocol) ? value.replace(/\/+$/, "") : undefined;
  };
}

function port(value: string): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number >= 0 && number <= 65_535 ? number : undefined;
}

/** At most 14: three tries of a token's renewal must end before its lease does. */
function outboundSeconds(value: string): number | undefined {
  const seconds = Number(value);
  return seconds >= 0.1 && seconds <= 14 ? seconds : undefined;
}

function secretOf(name: string, description: string) {
  return optionalSetting({ name, description, secret: true, rule: "It must not be empty.", parse: text });
}

function nameOf(name: string, description: string) {
  return optionalSetting({ name, description, rule: "It must not be empty.", parse: text });
}

function countOfStreams(name: string, description: string, most: number) {
  return settingWithDefault<number>({
    name,
    description,
    rule: "It must be a whole number from 1 to 1000000.",
    parse: (value) => (Number(value) >= 1 && Number(value) <= 1e6 ? Math.trunc(Number(value)) : undefined),
    default: most,
  });
}

/** Every setting, in the order of the docs. */
export const settings = {
  port: settingWithDefault({
    name: "PORT",
    description: "Port that the API and the console listen on. 0 takes a free one.",
    rule: "It must be a whole number from 0 to 65535.",
    parse: port,
    default: 4000,
  }),
  host: settingWithDefault({
    name: "HOST",
    description: "Address that the server binds to. Use 0.0.0.0 only behind a proxy that ends TLS.",
    rule: "It must be an address of this machine.",
    parse: text,
    default: "127.0.0.1",
  }),
  publicUrl: optionalSetting({
    name: "PUBLIC_URL",
    description: "Address at which people and providers reach the server. Default: http://localhost with PORT.",
    rule: "It must be an http or https address without a path.",
    parse: (value) => (URL.parse(value)?.pathname === "/" ? url("http:", "https:")(value) : undefined),
  }),
  databaseUrl: optionalSetting({
    name: "DATABASE_URL",
    description:
      "Postgres 18 to use, as the owner that migrates, direct or session-pooled. Default: an embedded server.",
    secret: true,
    rule: "It must be a postgres:// address.",
    parse: url("postgres:", "postgresql:"),
  }),
  dataDir: settingWithDefault({
    name: "PLUMBLINE_DATA",
    description: "Folder of the embedded Postgres and of generated keys.",
    rule: "It must be a folder.",
    parse: (value) => resolve(value),
    default: resolve(".plumbline"),
    shownDefault: ".plumbline",
  }),
  secret: secretOf(
    "PLUMBLINE_SECRET",
    "Signs sessions, invitations and embed tokens. Default: made once and kept in PLUMBLINE_DATA.",
  ),
  vaultKeys: secretOf(
    "VAULT_KEYS",
    "Keys that seal credentials, newest first: id:base64,… Default: made once and kept in PLUMBLINE_DATA.",
  ),
  smtpUrl: optionalSetting({
    name: "SMTP_URL",
    description: "Mail server, smtp:// or smtps://. Without it mail lands in the local mailbox.",
    secret: true,
    rule: "It must be an smtp:// or smtps:// address.",
    parse: url("smtp:", "smtps:"),
  }),
  mailFrom: settingWithDefault({
    name: "MAIL_FROM",
    description: "Sender of all mail.",
    rule: "It must be an address, with or without a name.",
    parse: (value) => (value.includes("@") ? value : undefined),
    default: "Plumbline <plumbline@localhost>",
  }),
  trustedProxies: settingWithDefault<string[]>({
    name: "TRUSTED_PROXIES",
    description: "Addresses or CIDR ranges whose X-Forwarded-For is believed, separated by commas.",
    rule: "It must be a list of addresses.",
    parse: list,
    default: [],
    shownDefault: "none",
  }),
  outboundAllow: settingWithDefault<string[]>({
    name: "OUTBOUND_ALLOW",
    description: "Private hosts that users' URLs may reach all the same: host, host:port or CIDR, separated by commas.",
    rule: "It must be a list of hosts, host:port or CIDR ranges such as 10.1.0.0/16, separated by commas.",
    parse: outboundAllow,
    default: [],
    shownDefault: "none",
  }),
  outboundTimeoutSeconds: settingWithDefault({
    name: "OUTBOUND_TIMEOUT_SECONDS",
    description: "Seconds that a far side may take for one try of a call, until the last byte of its answer.",
    rule: "It must be a number from 0.1 to 14.",
    parse: outboundSeconds,
    default: 10,
  }),
  allowedOrigins: settingWithDefault<string[]>({
    name: "ALLOWED_ORIGINS",
    description:
      "Origins besides PUBLIC_URL from which the API may be called with an embed or publishable credential. * allows all.",
    rule: "It must be a list of origins.",
    parse: list,
    default: ["*"],
  }),
  environment: settingWithDefault<"development" | "production">({
    name: "PLUMBLINE_ENV",
    description: "development shows GraphiQL and full introspection to everyone; production does not.",
    rule: "It must be development or production.",
    parse: (value) => (value === "development" || value === "production" ? value : undefined),
    default: "development",
  }),
  logLevel: settingWithDefault<string>({
    name: "LOG_LEVEL",
    description: "Least severe level that is logged: trace, debug, info, warn, error or silent.",
    rule: "It must be trace, debug, info, warn, error or silent.",
    parse: (value) => (/^(trace|debug|info|warn|error|silent)$/.test(value) ? value : undefined),
    default: "info",
  }),
  workerConcurrency: settingWithDefault<number>({
    name: "WORKER_CONCURRENCY",
    description: "Jobs at once in one process.",
    rule: "It must be a whole number from 1 to 200.",
    parse: (value) => (Number(value) >= 1 && Number(value) <= 200 ? Math.trunc(Number(value)) : undefined),
    default: 10,
  }),
  apiCostPerSecond: settingWithDefault<number>({
    name: "API_COST_PER_SECOND",
    description:
      "Cost of GraphQL operations (fields of the answers) that each caller may use a second; forty times that at once. An address without a credential has a twentieth of it, and four times as much at once.",
    // The dearest single operation, the dry run of a rule, is charged 5,001 before it runs; a smaller bucket would never let it.
    rule: "It must be a whole number from 150 to 100000000: the dry run of a rule needs 6000 at once.",
    parse: (value) => (Number(value) >= 150 && Number(value) <= 1e8 ? Math.trunc(Number(value)) : undefined),
    default: 1000,
  }),
  flagStreams: countOfStreams(
    "FLAG_STREAMS",
    "Streams of flags to pages that one process serves at once, for all workspaces together.",
    20_000,
  ),
  flagStreamsPerWorkspace: countOfStreams(
    "FLAG_STREAMS_PER_WORKSPACE",
    "Of these, those of one workspace at most. Who comes too late is told to poll.",
    10_000,
  ),
  flagStreamsPerKey: countOfStreams("FLAG_STREAMS_PER_KEY", "Of these, those of one API key at most.", 5000),
  streamUnsentBytes: settingWithDefault<number>({
    name: "STREAM_UNSENT_BYTES",
    description:
      "Bytes that one process keeps for readers of streams and live connections that do not take them, a quarter of it for one workspace; beyond it, who is behind the longest is cut off.",
    rule: "It must be a whole number from 1000000 to 100000000000.",
    parse: (value) => (Number(value) >= 1e6 && Number(value) <= 1e11 ? Math.trunc(Number(value)) : undefined),
    default: 268_435_456,
  }),
  logEntriesPerSecond: settingWithDefault<number>({
    name: "LOG_ENTRIES_PER_SECOND",
    description: "Log entries that one workspace may send each second at most, ten times that at once.",
    rule: "It must be a whole number from 1 to 10000000.",
    parse: (value) => (Number(value) >= 1 && Number(value) <= 1e7 ? Math.trunc(Number(value)) : undefined),
    default: 10_000,
  }),
  logBytesPerDay: settingWithDefault<number>({
    name: "LOG_BYTES_PER_DAY",
    description: "Bytes of log entries, uncompressed, that one workspace may send in a UTC day at most.",
    rule: "It must be a whole number from 1000000 to 1000000000000000.",
    parse: (value) => (Number(value) >= 1e6 && Number(value) <= 1e15 ? Math.trunc(Number(value)) : undefined),
    default: 20_000_000_000,
  }),
  databasePool: settingWithDefault<number>({
    name: "DATABASE_POOL",
    description: "Connections at most of one process's main pool; the smaller pools take a share of it.",
    rule: "It must be a whole number from 4 to 200.",
    parse: (value) => (Number(value) >= 4 && Number(value) <= 200 ? Math.trunc(Number(value)) : undefined),
    default: 20,
  }),
  githubClientId: nameOf("GITHUB_CLIENT_ID", "OAuth client of your GitHub App: sign-in and connecting with GitHub."),
  githubClientSecret: secretOf("GITHUB_CLIENT_SECRET", "Secret of that client."),
  githubUrl: settingWithDefault({
    name: "GITHUB_URL",
    description: "Address of GitHub, for Enterprise Server.",
    rule: "It must be an http or https address.",
    parse: url("http:", "https:"),
    default: "https://github.com",
  }),
  githubApiUrl: settingWithDefault({
    name: "GITHUB_API_URL",
    description: "Address of GitHub's API, for Enterprise Server.",
    rule: "It must be an http or https address.",
    parse: url("http:", "https:"),
    default: "https://api.github.com",
  }),
  pagerdutyEventsUrl: settingWithDefault({
    name: "PAGERDUTY_EVENTS_URL",
    description: "Address of PagerDuty's Events API. Change it only to put something else in its place.",
    rule: "It must be an http or https address.",
    parse: url("http:", "https:"),
    default: "https://events.pagerduty.com",
  }),
  anthropicApiKey: secretOf(
    "ANTHROPIC_API_KEY",
    "Key of Anthropic's API: a model then ranks drift candidates and drafts sentences. Without it nothing is sent there.",
  ),
  anthropicBaseUrl: settingWithDefault({
    name: "ANTHROPIC_BASE_URL",
    description: "Address of Anthropic's API, or of a gateway; a private one must also stand in OUTBOUND_ALLOW.",
    rule: "It must be an http or https address.",
    parse: url("http:", "https:"),
    default: "https://api.anthropic.com",
  }),
  anthropicModel: settingWithDefault({
    name: "ANTHROPIC_MODEL",
    description: "Model that is asked.",
    rule: "It must not be empty.",
    parse: text,
    default: "claude-haiku-5-5",
  }),
  googleClientId: nameOf("GOOGLE_CLIENT_ID", "OAuth client for signing in with Google."),
  googleClientSecret: secretOf("GOOGLE_CLIENT_SECRET", "Secret of that client."),
} as const;
