import { startScratchPostgres } from "../../packages/db/src/embedded/start-scratch-postgres.ts";
import { migrate } from "../../packages/db/src/migrate.ts";
import { printCatalogue } from "./print-catalogue.ts";
import { writeDerived } from "./write-derived.ts";

/** Migrates an empty database and writes what the catalogues then say: policies, grants and functions included. */
export async function generateSchemaDump(): Promise<void> {
  const server = await startScratchPostgres();
  try {
    await migrate({ url: server.url });
    writeDerived("packages/db/schema.sql", await printCatalogue(server.url));
  } finally {
    await server.stop();
  }
}
