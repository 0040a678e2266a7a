import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signEmbedToken } from "../domains/workspaces/embed-tokens/embed-token-format.ts";
import { decodeGlobalId } from "../graphql/ids.ts";
import type { TestServer, TestWorkspace } from "../testing/index.ts";
import { makeWorkspace, startTestServer } from "../testing/index.ts";
import { digestWorkspace, quietDigest } from "../testing/isolation/digest-workspace.ts";
import { type SendRawOptions, sendRaw } from "../testing/send-raw.ts";

let server: TestServer;
let owner: Sql;
let workspace: TestWorkspace;

beforeAll(async () => {
  server = await startTestServer();
  owner = postgres(server.databaseUrl, { max: 1, onnotice: () => {} });
  workspace = await makeWorkspace(server);
});
afterAll(async () => {
  await owner?.end();
  await server?.close();
});

const json = { "content-type": "application/json" };
const signedIn = () => ({ ...json, cookie: workspace.owner.cookie, origin: server.url });
const operation = (query: string, variables: unknown = {}) => JSON.stringify({ query, variables });
const asOwner = (query: string, variables?: unknown): SendRawOptions => ({
  headers: signedIn(),
  body: operation(query, variables),
});
const inWorkspace = (fields: string) => `{ workspace(slug: "${workspace.slug}") { ${fields} } }`;
const createWorkspace = `mutation ($input: CreateWorkspaceInput!) { createWorkspace(input: $input) {
  __typename ... on Refusal { code message nextStep } ... on InvalidInput { issues { path message } }
} }`;
const tenMegabytes = () => Buffer.alloc(10_000_000, 0x61);
const nul = String.fromCharCode(0);

/** What was sent, and how it must be answered: status, code, and the words that say what, why and what next. */
type Case = [name: string, send: () => SendRawOptions, status: number, code: string, says: RegExp];

const shape: Case[] = [
  ["malformed JSON", () => ({ headers: json, body: "{nonsense" }), 400, "INVALID_INPUT", /not valid JSON.*JSON object/],
  ["no body", () => ({ headers: json }), 400, "INVALID_INPUT", /not valid JSON/],
  ["a batch", () => ({ headers: json, body: "[{},{}]" }), 400, "INVALID_INPUT", /a list.*a request for each/],
  ["JSON that is no object", () => ({ headers: json, body: "7" }), 400, "INVALID_INPUT", /no operation.*"query"/],
  [
    "variables that are no object",
    () => ({ headers: json, body: '{"query":"{a}","variables":7}' }),
    400,
    "BAD_REQUEST",
    /variables.*Send a JSON object/,
  ],
  ["10 MB", () => ({ headers: json, body: tenMegabytes() }), 413, "TOO_LARGE", /larger than 1024 KiB.*Send less/],
  [
    "10 MB in chunks, without saying so",
    () => ({ headers: { ...json, "transfer-encoding": "chunked" }, body: tenMegabytes() }),
    413,
    "TOO_LARGE",
    /larger than 1024 KiB.*Send less/,
  ],
  [
    "10 MB to sign in",
    () => ({ path: "/auth/sign-in/email", headers: { ...json, origin: server.url }, body: tenMegabytes() }),
    413,
    "TOO_LARGE",
    /larger than 64 KiB/,
  ],
  [
    "bytes that are no UTF-8",
    () => ({
      headers: signedIn(),
      body: Buffer.concat([
        Buffer.from('{"query":"mutation($n:String){updateProfile(input:{name:$n}){__typename}}","variables":{"n":"a'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('"}}'),
      ]),
    }),
    400,
    "INVALID_INPUT",
    /no UTF-8.*Encode/,
  ],
  [
    "a form",
    () => ({ headers: { "content-type": "application/x-www-form-urlencoded" }, body: "query=%7B__typename%7D" }),
    415,
    "INVALID_INPUT",
    /application\/json in UTF-8 only.*as JSON/,
  ],
  [
    "a multipart form",
    () => ({ headers: { "content-type": "multipart/form-data; boundary=x" }, body: "--x--" }),
    415,
    "INVALID_INPUT",
    /application\/json in UTF-8 only/,
  ],
  [
    "another charset",
    () => ({ headers: { "content-type": "application/json; charset=latin1" }, body: operation("{ __typename }") }),
    415,
    "INVALID_INPUT",
    /UTF-8 only/,
  ],
  [
    "an unknown Content-Encoding",
    () => ({ headers: { ...json, "content-encoding": "zstd" }, body: operation("{ __typename }") }),
    415,
    "INVALID_INPUT",
    /“zstd”.*uncompressed/,
  ],
  [
    "a mutation by GET",
    () => ({
      method: "GET",
      path: `/graphql?query=${encodeURIComponent("mutation { updateProfile(input: {}) { __typename } }")}`,
    }),
    405,
    "BAD_REQUEST",
    /from a POST request/,
  ],
  ["PUT", () => ({ method: "PUT" }), 405, "BAD_REQUEST", /GET and POST.*Send it as POST/],
];

const callers: Case[] = [
  [
    "another Host",
    () => ({ headers: { ...json, host: "evil.example" }, body: operation("{ __typename }") }),
    421,
    "WRONG_HOST",
    /“evil\.example”.*PUBLIC_URL/,
  ],
  [
    "a cookie from a page of another origin",
    () => ({ ...asOwner("{ __typename }"), headers: { ...signedIn(), origin: "https://evil.example" } }),
    403,
    "FORBIDDEN",
    /one of our own pages.*API key/,
  ],
  [
    "a cookie from no page at all",
    () => ({ headers: { ...json, cookie: workspace.owner.cookie }, body: operation("{ __typename }") }),
    403,
    "FORBIDDEN",
    /one of our own pages/,
  ],
  [
    "a token that was never ours",
    () => ({ headers: { ...json, authorization: "Bearer plb_live_nonsense" }, body: operation("{ __typename }") }),
    401,
    "UNAUTHENTICATED",
    /unknown, was revoked or has expired.*active in the console/,
  ],
  [
    "an embed token past its end",
    () => ({
      headers: { ...json, origin: "https://shop.example", authorization: `Bearer ${endedEmbedToken()}` },
      body: operation("{ __typename }"),
    }),
    401,
    "UNAUTHENTICATED",
    /has expired/,
  ],
];

const questions: Case[] = [
  ["a syntax error", () => asOwner("{ viewer { id"), 200, "GRAPHQL_PARSE_FAILED", /Expected Name/],
  [
    "a huge query",
    () => asOwner(`{ ${"__typename ".repeat(5000)} }`),
    200,
    "TOO_LARGE",
    /longer than 4000 tokens.*several/,
  ],
  [
    "a deep query",
    () =>
      asOwner(
        inWorkspace(
          `integrations { nodes { ${"signals { nodes { integration { ".repeat(7)} id ${"} } } ".repeat(7)} } }`,
        ),
      ),
    200,
    "TOO_LARGE",
    /levels deep; 16 is the limit.*two steps/,
  ],
  [
    "a broad query",
    () => asOwner(inWorkspace("name ".repeat(600))),
    200,
    "TOO_LARGE",
    /fields broad; 500 is the limit.*fewer/,
  ],
  [
    "many aliases",
    () => asOwner(`{ ${Array.from({ length: 70 }, (_, n) => `a${n}: __typename`).join(" ")} }`),
    200,
    "INVALID_INPUT",
    /70 aliases; 60 is the limit.*several operations/,
  ],
  [
    "a query that costs too much",
    () => asOwner(inWorkspace("integrations(first: 100) { nodes { signals(first: 100) { nodes { id title } } } }")),
    200,
    "TOO_LARGE",
    /by cost; 10000 is the limit.*smaller pages/,
  ],
  [
    "an unknown enum",
    () =>
      asOwner(
        `mutation { inviteMember(input: {workspaceId: "${workspace.id}", email: "a@b.example", role: EMPEROR}) { __typename } }`,
      ),
    200,
    "GRAPHQL_VALIDATION_FAILED",
    /"EMPEROR" does not exist in "Role" enum/,
  ],
  [
    "a variable of the wrong type",
    () => asOwner("query ($s: String!) { workspace(slug: $s) { id } }", { s: { a: 1 } }),
    200,
    "GRAPHQL_VALIDATION_FAILED",
    /\$s.*cannot represent a non string value/,
  ],
  [
    "a NUL in a name",
    () => asOwner(createWorkspace, { input: { name: `a${nul}b`, slug: "nul" } }),
    200,
    "INVALID_INPUT",
    /name: .*NUL.*Correct/,
  ],
  [
    "half a character in a name",
    () => ({
      headers: signedIn(),
      body: operation(createWorkspace).replace("{}", '{"input":{"name":"a\\ud800","slug":"half"}}'),
    }),
    200,
    "INVALID_INPUT",
    /name: .*lone surrogate.*Correct/,
  ],
  [
    "an emoji slug",
    () => asOwner(createWorkspace, { input: { name: "Rocket", slug: "🚀" } }),
    200,
    "INVALID_INPUT",
    /slug: .*a to z, digits and hyphens.*Correct/,
  ],
  [
    "a NUL in a filter",
    () => asOwner(`query ($s: String!) ${inWorkspace("audit(filter: {actorName: $s}) { totalCount }")}`, { s: nul }),
    200,
    "INVALID_INPUT",
    /variables\.s: .*NUL/,
  ],
  [
    "a NUL written into the query",
    () => asOwner('{ workspace(slug: "a\\u0000b") { id } }'),
    200,
    "INVALID_INPUT",
    /query: .*NUL/,
  ],
  [
    "an invalid cursor",
    () => asOwner(inWorkspace('members(after: "x") { nodes { id } }')),
    200,
    "INVALID_INPUT",
    /after: is not a cursor of this list/,
  ],
  [
    "first: 101",
    () => asOwner(inWorkspace("members(first: 101) { nodes { id } }")),
    200,
    "INVALID_INPUT",
    /first: must be from 1 to 100.*`after`/,
  ],
  [
    "first: -1",
    () => asOwner(inWorkspace("members(first: -1) { nodes { id } }")),
    200,
    "INVALID_INPUT",
    /first: must be from 1 to 100/,
  ],
  [
    "an id of nothing",
    () => asOwner('{ node(id: "nonsense") { id } }'),
    200,
    "INVALID_INPUT",
    /“nonsense” is not an id of anything/,
  ],
  [
    "an id of another type",
    () =>
      asOwner(
        `mutation { leaveWorkspace(input: {workspaceId: "${workspace.id.replace("ws_", "mem_")}"}) { __typename } }`,
      ),
    200,
    "INVALID_INPUT",
    /not of type: Workspace.*id of the type/,
  ],
  [
    "an Idempotency-Key on a query",
    () => ({ headers: { ...signedIn(), "idempotency-key": "k" }, body: operation("{ __typename }") }),
    200,
    "INVALID_INPUT",
    /only with a request that has exactly one mutation field/,
  ],
];

function endedEmbedToken(): string {
  const [id, ws, ten] = [crypto.randomUUID(), decodeGlobalId(workspace.id).id, crypto.randomUUID()];
  const exp = Math.floor(Date.now() / 1000) - 1;
  const claims = { id, ws, ten, cmp: "integrations", sub: null, org: ["https://shop.example"], key: null, exp };
  return signEmbedToken(server.app.secret, claims);
}

/** Code and words of whatever was answered, wherever they stand. */
function read(text: string): { code: string; words: string } {
  const body = JSON.parse(text);
  const refusal =
    body.errors?.[0] ?? body.error ?? Object.values<{ code?: string }>(body.data ?? {}).find((field) => field?.code);
  const { code, nextStep } = refusal?.extensions ?? refusal ?? {};
  return { code, words: `${refusal?.message} ${nextStep ?? ""}` };
}

async function isReady(): Promise<boolean> {
  return (await fetch(`${server.url}/readyz`)).status === 200;
}

async function counts() {
  const [row] =
    await owner`select (select count(*) from workspaces) as workspaces, (select count(*) from users) as users`;
  return row;
}

describe.each([
  ["the shape of a request", shape],
  ["who asks", callers],
  ["what is asked", questions],
])("%s", (_, cases) => {
  it("changes nothing and leaves the server ready, whatever is wrong with it", async () => {
    const uuid = decodeGlobalId(workspace.id).id;
    const before = [await quietDigest(owner, uuid), await counts()];
    for (const [name, send, status, code, says] of cases) {
      const answer = await sendRaw(server.url, send());
      const { code: said, words } = read(answer.text);
      expect([answer.status, said], `${name}: ${answer.text.slice(0, 300)}`).toEqual([status, code]);
      expect(words, name).toMatch(says);
      expect(answer.headers["x-request-id"], name).toMatch(/^req_/);
    }
    expect([await digestWorkspace(owner, uuid), await counts()]).toEqual(before);
    expect(await isReady()).toBe(true);
  });
});

it("answers a path that spells no text with 400", async () => {
  for (const path of ["/%ff", "/hooks/%c3%28/x", "/status/%"]) {
    const answer = await sendRaw(server.url, { method: "GET", path });
    expect([path, answer.status]).toEqual([path, 400]);
  }
});
