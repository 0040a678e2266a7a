import { lexicographicSortSchema } from "graphql";
import "./scalars.ts";
import "./refusal-types.ts";
import "./event-type.ts";
import "../registry-graphql.gen.ts";
import { builder } from "./builder.ts";

/** The whole schema. Domains add to it by having a `graphql.ts`; the registry imports them by path. */
export const schema = lexicographicSortSchema(builder.toSchema());
