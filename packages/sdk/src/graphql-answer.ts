import type { PlumblineError } from "./plumbline-error.ts";

/** An entry of `errors` in a GraphQL answer. */
export interface GraphQLErrorJson {
  message: string;
  extensions?: Record<string, unknown> | undefined;
}

/** The answer to one operation, as JSON. */
export interface Answer {
  data?: unknown;
  errors?: readonly GraphQLErrorJson[] | undefined;
}

/** Turns an entry of `errors` into what this package throws. The embed client has a smaller one than the full client. */
export type ReadError = (error: GraphQLErrorJson) => PlumblineError;
