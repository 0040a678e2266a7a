import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeDerived } from "./write-derived.ts";

/** Tables in partitions, which Drizzle has no word for: the clause that follows their columns. */
const partitions: Record<string, string> = { log_entries: "PARTITION BY LIST (keep_days)" };

function partitioned(text: string): string {
  return Object.entries(partitions).reduce((sql, [table, clause]) => {
    const end = sql.indexOf(");", sql.indexOf(`CREATE TABLE "${table}" (`));
    if (end < 0) throw new TypeError(`drizzle-kit wrote no table ${table}.`);
    return `${sql.slice(0, end)}) ${clause};${sql.slice(end + 2)}`;
  }, text);
}

/**
 * Writes the one migration from the Drizzle schema. Before the first release there is no database to carry over, so it is made
 * anew each time; from then on it is frozen and drizzle-kit adds numbered ones beside it.
 */
export function generateMigration(): void {
  const out = mkdtempSync(join(tmpdir(), "plumbline-migration-"));
  try {
    execFileSync(
      process.execPath,
      [
        "node_modules/drizzle-kit/bin.cjs",
        "generate",
        "--dialect",
        "postgresql",
        "--schema",
        "./src/schema/*.ts",
        "--out",
        out,
      ],
      { cwd: "packages/db", stdio: ["ignore", "ignore", "inherit"] },
    );
    const file = readdirSync(out).find((name) => name.endsWith(".sql"));
    if (!file) throw new TypeError("drizzle-kit wrote no migration.");
    const text = partitioned(readFileSync(join(out, file), "utf8").replaceAll("--> statement-breakpoint", ""));
    writeDerived(
      "packages/db/migrations/0001_schema.sql",
      `-- Written by \`npm run generate\` from src/schema. Do not edit.\n${text.trimEnd()}\n`,
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
