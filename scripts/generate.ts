import { generateApiRegistries } from "./generate/api-registries.ts";
import { generateConfigurationDocs } from "./generate/configuration-docs.ts";
import { generateConsoleOperations } from "./generate/console-operations.ts";
import { generateDbSchemaIndex } from "./generate/db-schema-index.ts";
import { generateGraphQLSchema } from "./generate/graphql-schema.ts";
import { generateMailLayouts } from "./generate/mail-layouts.ts";
import { generateMigration } from "./generate/migration.ts";
import { generatePermissionDocs } from "./generate/permission-docs.ts";
import { generateSchemaDump } from "./generate/schema-dump.ts";
import { generateSdkOperations } from "./generate/sdk-operations.ts";
import { generateWidgetManifest } from "./generate/widget-manifest.ts";
import { checking, staleFiles } from "./generate/write-derived.ts";

// `npm run generate` writes everything that is derived, `npm run generate -- NAME …` some of it; with `--check` nothing is
// written, and it fails when something in the tree is stale.

/** In the order in which they need each other: the schema is printed from what the registries collect. */
const generators: Record<string, () => void | Promise<void>> = {
  tables: generateDbSchemaIndex,
  migration: generateMigration,
  registries: generateApiRegistries,
  mail: generateMailLayouts,
  schema: generateGraphQLSchema,
  sdk: generateSdkOperations,
  widgets: generateWidgetManifest,
  console: generateConsoleOperations,
  dump: generateSchemaDump,
  configuration: generateConfigurationDocs,
  permissions: generatePermissionDocs,
};

const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const unknown = names.filter((name) => !(name in generators));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no generator ${unknown.join(", ")}. There are: ${Object.keys(generators).join(", ")}.\n`,
  );
  process.exit(1);
}
for (const [name, generate] of Object.entries(generators)) {
  if (names.length === 0 || names.includes(name)) await generate();
}
if (checking && staleFiles().length > 0) {
  process.stderr.write(
    `Derived files are stale: ${staleFiles().join(", ")}. Run npm run generate and commit what it writes.\n`,
  );
  process.exitCode = 1;
}
