/** The names of a new domain, in the spellings that its files need. */
export interface DomainNames {
  /** `status-pages`: the folder. */
  domain: string;
  /** `status_pages`: the table. */
  table: string;
  /** `statusPages`: the table's constant. */
  tableConstant: string;
  /** `status-page`: part of file names. */
  file: string;
  /** `status_page`: part of event types. */
  subject: string;
  /** `statusPage` */
  camel: string;
  /** `StatusPage` */
  title: string;
}

/** @param singular one of what the domain holds, in lower case with hyphens */
export function namesOf(domain: string, singular: string): DomainNames {
  const camelOf = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const camel = camelOf(singular);
  return {
    domain,
    table: domain.replaceAll("-", "_"),
    tableConstant: camelOf(domain),
    file: singular,
    subject: singular.replaceAll("-", "_"),
    camel,
    title: camel.charAt(0).toUpperCase() + camel.slice(1),
  };
}

/** The files of a new domain: a table, its face, one event, one verb, and the four things that its test proves. */
export function domainFiles(names: DomainNames): Record<string, string> {
  const folder = `packages/api/src/domains/${names.domain}`;
  return {
    [`packages/db/src/schema/${names.domain}.ts`]: tableFile(names),
    [`${folder}/index.ts`]: `export { create${names.title} } from "./create-${names.file}.ts";\n`,
    [`${folder}/events.ts`]: eventsFile(names),
    [`${folder}/create-${names.file}.ts`]: verbFile(names),
    [`${folder}/create-${names.file}.test.ts`]: testFile(names),
  };
}

function tableFile({ table, tableConstant, title }: DomainNames): string {
  return `import { pgTable, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, workspaceId, workspacePolicies } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

export const ${tableConstant} = pgTable(
  "${table}",
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    // What points here points with its workspace.
    unique("${table}_workspace_id").on(t.workspaceId, t.id),
    ...workspacePolicies("${table}"),
  ],
);

export type ${title} = typeof ${tableConstant}.$inferSelect;
`;
}

function eventsFile({ camel, subject }: DomainNames): string {
  return `import { z } from "zod";
import { defineEvent } from "../../outbox/define-event.ts";

export const ${camel}Created = defineEvent({
  type: "${subject}.created",
  subject: "${subject}",
  description: "A ${subject.replaceAll("_", " ")} was created.",
  data: z.object({ name: z.string() }),
});
`;
}

function verbFile({ tableConstant, camel, title, file }: DomainNames): string {
  return `import { type ${title}, ${tableConstant} } from "@plumbline/db/schema";
import { z } from "zod";
import { recordEvent } from "../../outbox/record-event.ts";
import { authorize } from "../../service/authorize.ts";
import type { Context } from "../../service/context.ts";
import { parseInput } from "../../service/parse-input.ts";
import { transact } from "../../service/transact.ts";
import { ${camel}Created } from "./events.ts";

export const create${title}Input = z.object({ workspaceId: z.uuid(), name: z.string().trim().min(1).max(100) });

export type Create${title}Input = z.input<typeof create${title}Input>;

/** Creates a ${file.replaceAll("-", " ")}. Give it a permission of its own in \`service/permissions.ts\` and name that one here. */
export async function create${title}(ctx: Context, input: Create${title}Input): Promise<${title}> {
  const { workspaceId, name } = parseInput(create${title}Input, input);
  await authorize(ctx, workspaceId, "workspace:write");
  return await transact(ctx, { workspaceId, verb: "create${title}", input }, async (tx) => {
    const [${camel}] = await tx.insert(${tableConstant}).values({ workspaceId, name }).returning();
    if (!${camel}) throw new TypeError("The insert returned no row.");
    await recordEvent(tx, ctx, ${camel}Created, {
      workspaceId,
      subjectId: ${camel}.id,
      data: { name },
      after: { name },
    });
    return ${camel};
  });
}
`;
}

function testFile({ camel, title, file, subject }: DomainNames): string {
  return `import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "../../service/actor.ts";
import { type Context, createContext } from "../../service/context.ts";
import { insertMember, insertWorkspace, startTestApp, type TestApp } from "../../testing/index.ts";
import { create${title} } from "./create-${file}.ts";

let server: TestApp;
let workspaceId: string;

beforeAll(async () => {
  server = await startTestApp();
});
afterAll(async () => await server.close());
beforeEach(async () => {
  workspaceId = await insertWorkspace(server.app);
});

function as(actor: Actor, idempotencyKey?: string): Context {
  return createContext({ app: server.app, actor, idempotencyKey });
}

async function recorded() {
  return await server.app.database.raw\`select type, data from events where workspace_id = \${workspaceId}\`;
}

test("creates it and records that it did", async () => {
  const owner = await insertMember(server.app, workspaceId, "owner");
  const ${camel} = await create${title}(as(owner), { workspaceId, name: "First" });
  expect(${camel}).toMatchObject({ workspaceId, name: "First" });
  expect(await recorded()).toEqual([{ type: "${subject}.created", data: { name: "First" } }]);
});

test("is refused to another workspace, as if there were nothing", async () => {
  const stranger = await insertMember(server.app, await insertWorkspace(server.app), "owner");
  await expect(create${title}(as(stranger), { workspaceId, name: "First" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await recorded()).toEqual([]);
});

test("is refused to a member who may only read", async () => {
  const viewer = await insertMember(server.app, workspaceId, "viewer");
  await expect(create${title}(as(viewer), { workspaceId, name: "First" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await recorded()).toEqual([]);
});

test("is harmless when replayed", async () => {
  const owner = await insertMember(server.app, workspaceId, "owner");
  const key = crypto.randomUUID();
  const first = await create${title}(as(owner, key), { workspaceId, name: "First" });
  expect(await create${title}(as(owner, key), { workspaceId, name: "First" })).toEqual(first);
  expect(await recorded()).toHaveLength(1);
});
`;
}
