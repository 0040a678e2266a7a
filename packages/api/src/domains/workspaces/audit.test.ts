import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeId } from "../../graphql/ids.ts";
import { eventually, graphqlOver, type ProvingGround, startProvingGround } from "../../testing/index.ts";
import { csvCell } from "./audit/audit-lines.ts";

let ground: ProvingGround;

beforeAll(async () => {
  ground = await startProvingGround();
  await ground.ask("mutation ($input: UpdateWorkspaceInput!) { updateWorkspace(input: $input) { __typename } }", {
    input: { workspaceId: ground.workspace.id, name: '=HYPERLINK("https://evil.example")' },
  });
  const id = decodeId("ws", ground.workspace.id);
  await eventually(
    async () =>
      (await ground.server.app.database.raw`select 1 from events where workspace_id = ${id} and position is null`)
        .length === 0,
  );
});

afterAll(async () => {
  await ground?.close();
});

const auditOf = `query ($slug: String!, $filter: AuditFilter) { workspace(slug: $slug) { audit(filter: $filter) {
  totalCount nodes { type actor { type name } changes { path before after } } } } }`;

test("what was written is there with its actor, and what it was before and became", async () => {
  const { data } = await ground.ask(auditOf, { slug: ground.workspace.slug, filter: { types: ["workspace.renamed"] } });
  expect(data.workspace.audit.totalCount).toBe(1);
  expect(data.workspace.audit.nodes[0]).toMatchObject({
    actor: { type: "user", name: ground.workspace.owner.name },
    changes: [{ path: "name", before: "Meridian", after: '=HYPERLINK("https://evil.example")' }],
  });
  const none = await ground.ask(auditOf, { slug: ground.workspace.slug, filter: { actorName: "Nobody" } });
  expect(none.data.workspace.audit.totalCount).toBe(0);
});

test("a viewer reads no audit log, and no changes on events", async () => {
  const { data, errors } = await ground.ask(auditOf, { slug: ground.workspace.slug }, { cookie: ground.viewer.cookie });
  expect(data?.workspace ?? null).toBeNull();
  expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  const events = await ground.ask(
    "query ($slug: String!) { workspace(slug: $slug) { events(first: 5) { nodes { changes { path } } } } }",
    { slug: ground.workspace.slug },
    { cookie: ground.viewer.cookie },
  );
  expect(events.data.workspace.events.nodes.every((event: { changes: unknown }) => event.changes === null)).toBe(true);
});

async function download(query: string, cookie = ground.workspace.owner.cookie): Promise<Response> {
  return await fetch(`${ground.server.url}/export/audit?${query}`, { headers: { cookie } });
}

test("the whole of it is a download, as lines of JSON", async () => {
  const response = await download(`workspace=${ground.workspace.slug}&format=ndjson`);
  expect(response.headers.get("content-disposition")).toMatch(/attachment; filename="audit-.*\.ndjson"/);
  const entries = (await response.text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(entries[0]).toMatchObject({ type: "workspace.created", actorType: "user" });
  expect(entries.map((entry) => entry.type)).toContain("member.joined");
  expect(entries[0].subjectId).toMatch(/^ws_/);
});

test("as CSV nothing in it is run by a spreadsheet", async () => {
  const text = await (await download(`workspace=${ground.workspace.slug}&format=csv&type=workspace.renamed`)).text();
  const [header, line] = text.split("\r\n");
  expect(header).toBe("id,occurredAt,type,subjectType,subjectId,actorType,actorName,requestId,changes,data");
  expect(line).toMatch(/^evt_/);
  expect(csvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`);
  for (const evil of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1"])
    expect(csvCell(evil).replace(/^"/, "")).toMatch(/^'/);
});

test("it is refused to strangers, viewers and visitors, and wrong questions are answered clearly", async () => {
  const query = `workspace=${ground.workspace.slug}`;
  expect((await download(query, ground.stranger.owner.cookie)).status).toBe(404);
  expect((await download(query, ground.viewer.cookie)).status).toBe(403);
  expect((await fetch(`${ground.server.url}/export/audit?${query}`)).status).toBe(401);
  const wrong = await download(`${query}&format=xlsx`);
  expect(wrong.status).toBe(400);
  expect(((await wrong.json()) as { error: { message: string } }).error.message).toContain("ndjson or csv");
  expect((await download(`${query}&since=yesterday`)).status).toBe(400);
});

test("4,000 large entries are streamed in constant memory, each once and in order", async () => {
  const { raw } = ground.server.app.database;
  const id = decodeId("ws", ground.workspace.id);
  await raw`
    insert into events (workspace_id, type, subject_type, subject_id, actor_type, actor_name, data, position)
    select ${id}, 'tenant.created', 'tenant', uuidv7(), 'user', 'Loader', jsonb_build_object('n', n, 'filler', repeat('x', 20000)), 1000000 + n
    from generate_series(1, 4000) n`;
  const response = await download(`workspace=${ground.workspace.slug}&format=ndjson&type=tenant.created`);
  global.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  let next = 1;
  let rest = "";
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + Buffer.from(chunk).toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (JSON.parse(line).data.n !== next) throw new Error(`Entry ${next} is not where it belongs.`);
      next += 1;
    }
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  expect(next).toBe(4001);
  // The whole file is about 80 MB of text; held as strings and rows it would be several times that.
  expect((peak - before) / 1024 / 1024).toBeLessThan(200);
}, 60_000);

test("a key with the scope downloads it too", async () => {
  const { data } = await ground.ask(
    "query ($slug: String!) { workspace(slug: $slug) { environments { nodes { id } } } }",
    {
      slug: ground.workspace.slug,
    },
  );
  const input = {
    workspaceId: ground.workspace.id,
    environmentId: data.workspace.environments.nodes[0].id,
    name: "Archive",
    kind: "SECRET",
    scopes: ["workspace:read", "audit:export"],
  };
  const made = await graphqlOver(
    ground.server.url,
    "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on CreateApiKeySuccess { key } } }",
    { input },
    { cookie: ground.workspace.owner.cookie },
  );
  const url = `${ground.server.url}/export/audit?workspace=${ground.workspace.slug}&type=workspace.created`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${made.data.createApiKey.key}` } });
  expect(response.status).toBe(200);
  expect((await response.text()).trimEnd().split("\n")).toHaveLength(1);
});

test("the export keeps to the kinds of actor that are asked for", async () => {
  const { slug, owner } = ground.workspace;
  const linesOf = async (actorType: string) => {
    const url = `${ground.server.url}/export/audit?workspace=${slug}&actorType=${actorType}`;
    const text = await (await fetch(url, { headers: { cookie: owner.cookie } })).text();
    return text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line).actorType);
  };
  expect(new Set(await linesOf("user"))).toEqual(new Set(["user"]));
  expect(await linesOf("embed")).toEqual([]);
});
