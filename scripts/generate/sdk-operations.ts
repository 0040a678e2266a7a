import { existsSync, globSync, readFileSync } from "node:fs";
import { generateOperations } from "../../packages/sdk/scripts/generate-operations.ts";
import { writeDerived } from "./write-derived.ts";

const schemaFile = "packages/api/schema.graphql";
const source = "packages/sdk/src/operations";
const target = "packages/sdk/src/generated";

/** Writes the SDK's typed operations, the hashes of the published ones and the API's list of them, all from `operations/**`. */
export async function generateSdkOperations(): Promise<void> {
  if (!existsSync(schemaFile)) return;
  const files = globSync("**/*.graphql", { cwd: source }).map((path) => ({
    path: path.replaceAll("\\", "/"),
    text: readFileSync(`${source}/${path}`, "utf8"),
  }));
  const { operations, published, allowed } = await generateOperations(readFileSync(schemaFile, "utf8"), files);
  writeDerived(`${target}/operations.gen.ts`, operations);
  for (const { path, text } of published) writeDerived(`${target}/published/${path}`, text);
  const all = published.map(({ path }) => `export * from "./published/${path}";\n`).join("");
  writeDerived(`${target}/published-operations.gen.ts`, `// Written by \`npm run generate\`. Do not edit.\n${all}`);
  writeDerived("packages/api/src/graphql/allowed-operations.gen.ts", allowed);
}
