import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runMigrations } from "graphile-worker";
import postgres, { type Sql } from "postgres";
import { explainConnectionError } from "./explain-connection-error.ts";
import { SetupError } from "./setup-error.ts";

const folder = fileURLToPath(new URL("../migrations", import.meta.url));

/** Any 64-bit number of our own: two processes that start at once must not migrate at once. */
const migrationLock = 7_226_841_900;

export interface MigrateOptions {
  /** The owner's connection string, direct or session-pooled. */
  url: string;
}

/**
 * Brings a database to this version; running it again changes nothing. Numbered files run once and are recorded; what lies in
 * `always/` is idempotent and runs each time (`*.before.sql` ahead of the rest).
 * @throws SetupError `DATABASE_UNREACHABLE`, `DATABASE_TOO_OLD`, `DATABASE_FORBIDDEN` when the owner lacks a right, or
 * `DATABASE_OF_ANOTHER_VERSION` when a recorded migration was changed afterwards
 */
export async function migrate({ url }: MigrateOptions): Promise<void> {
  // The owner may be called like our schema, which "$user" in the default search path would then name.
  const connection = { search_path: "public" };
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10, connection });
  try {
    await requireVersion(sql);
    await sql`select pg_advisory_lock(${migrationLock})`;
    await runAlways(sql, (name) => name.endsWith(".before.sql"));
    await runNumbered(sql);
    await runMigrations({ connectionString: url });
    await runAlways(sql, (name) => !name.endsWith(".before.sql"));
  } catch (error) {
    throw explainMigrationError(url, error);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function explainMigrationError(url: string, error: unknown): unknown {
  if ((error as { code?: string } | null)?.code !== "42501") return explainConnectionError(url, error);
  const owner = decodeURIComponent(new URL(url).username);
  return new SetupError(
    "DATABASE_FORBIDDEN",
    `The database refuses ${owner} a right that migrating needs: ${(error as Error).message}.`,
    `Let an administrator run: alter role "${owner}" createrole; and make it the database's owner.`,
    error,
  );
}

async function requireVersion(sql: Sql): Promise<void> {
  const [row] = await sql`select current_setting('server_version_num')::int as version`;
  if (Number(row?.version) >= 180_000) return;
  throw new SetupError(
    "DATABASE_TOO_OLD",
    `The database is Postgres ${Math.floor(Number(row?.version) / 10_000)}; Plumbline needs 18 (uuidv7).`,
    "Point DATABASE_URL at a Postgres 18, or leave it out to use the embedded one.",
  );
}

async function runAlways(sql: Sql, wanted: (name: string) => boolean): Promise<void> {
  const names = readdirSync(join(folder, "always"))
    .filter((name) => name.endsWith(".sql") && wanted(name))
    .sort();
  for (const name of names) await sql.unsafe(readFileSync(join(folder, "always", name), "utf8"));
}

async function runNumbered(sql: Sql): Promise<void> {
  await sql`create table if not exists plumbline.migrations (
    name text primary key, hash text not null, applied_at timestamptz not null default now())`;
  const applied = await sql<{ name: string; hash: string }[]>`select name, hash from plumbline.migrations`;
  const known = new Map(applied.map((row) => [row.name, row.hash]));
  for (const name of readdirSync(folder)
    .filter((file) => /^\d{4}_.*\.sql$/.test(file))
    .sort()) {
    const text = readFileSync(join(folder, name), "utf8");
    const hash = createHash("sha256").update(text).digest("hex");
    if (known.get(name) === hash) continue;
    if (known.has(name)) {
      throw new SetupError(
        "DATABASE_OF_ANOTHER_VERSION",
        `The migration ${name} was changed after it ran on this database.`,
        "Before the first release: start with an empty database (remove the data folder).",
      );
    }
    await sql.begin(async (tx) => {
      await tx.unsafe(text);
      await tx`insert into plumbline.migrations (name, hash) values (${name}, ${hash})`;
    });
  }
}
