import { printSchema } from "graphql";
import { writeDerived } from "./write-derived.ts";

/** Writes the printed, sorted SDL: what a change does to the API is seen in its diff. */
export async function generateGraphQLSchema(): Promise<void> {
  const { schema } = await import("../../packages/api/src/graphql/schema.ts");
  writeDerived("packages/api/schema.graphql", `${printSchema(schema)}\n`);
}
