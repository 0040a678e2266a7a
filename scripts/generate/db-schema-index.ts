import { readdirSync } from "node:fs";
import { writeDerived } from "./write-derived.ts";

const folder = "packages/db/src/schema";

/** Writes the index of every schema file, so that a new domain's tables need no hand-kept list. */
export function generateDbSchemaIndex(): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !/\.(gen|test)\.ts$/.test(name))
    .sort();
  const lines = files.map((name) => `export * from "./${name}";`);
  writeDerived(`${folder}/index.gen.ts`, `// Written by \`npm run generate\`. Do not edit.\n${lines.join("\n")}\n`);
}
