import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeDerived } from "./write-derived.ts";

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
    const text = readFileSync(join(out, file), "utf8").replaceAll("--> statement-breakpoint", "");
    writeDerived(
      "packages/db/migrations/0001_schema.sql",
      `-- Written by \`npm run generate\` from src/schema. Do not edit.\n${text.trimEnd()}\n`,
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
