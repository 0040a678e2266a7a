import SchemaBuilder from "@pothos/core";
import ComplexityPlugin from "@pothos/plugin-complexity";
import DataloaderPlugin from "@pothos/plugin-dataloader";
import ErrorsPlugin from "@pothos/plugin-errors";
import RelayPlugin from "@pothos/plugin-relay";
import ScopeAuthPlugin from "@pothos/plugin-scope-auth";
import ValidationPlugin from "@pothos/plugin-validation";
import type { Context } from "../service/context.ts";
import { UnauthenticatedError } from "../service/errors.ts";
import { decodeGlobalId, encodeGlobalId } from "./ids.ts";
import "./node-ids-plugin.ts";

/** Rows that a list gives when `first` is not named. */
export const defaultPageSize = 25;

/** Rows that one page may hold at most. */
export const maxPageSize = 100;

/** What Pothos knows of our types; domains build on it in their `graphql.ts`. */
export interface BuilderTypes {
  Context: Context;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  AuthScopes: { signedIn: boolean };
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
    Cursor: { Input: string; Output: string };
  };
}

export const builder = new SchemaBuilder<BuilderTypes>({
  plugins: [
    "nodeIds",
    ErrorsPlugin,
    ScopeAuthPlugin,
    RelayPlugin,
    DataloaderPlugin,
    ComplexityPlugin,
    ValidationPlugin,
  ],
  defaultFieldNullability: false,
  complexity: { defaultComplexity: 1, defaultListMultiplier: 5 },
  errors: { unsafelyHandleInputErrors: true },
  scopeAuth: {
    authScopes: (ctx) => ({ signedIn: ctx.actor.type === "user" }),
    unauthorizedError: () => new UnauthenticatedError("This is for a signed-in person.", "Sign in, then try again."),
  },
  relay: {
    encodeGlobalID: (typename, id) => encodeGlobalId(typename, String(id)),
    decodeGlobalID: (id) => decodeGlobalId(id),
    cursorType: "String",
    nodesOnConnection: { complexity: { field: 1, multiplier: 1 } },
    edgesFieldOptions: { nullable: false, complexity: { field: 1, multiplier: 1 } },
    // Without it `nodes` of every connection would be a list of nullable things.
    nodeFieldOptions: { nullable: false },
    defaultConnectionFieldOptions: {
      complexity: (args) => ({ field: 1, multiplier: args.first ?? args.last ?? defaultPageSize }),
    },
  },
});

builder.queryType({
  description:
    "Ways in: `viewer`, `workspace(slug:)`, `node(id:)` and `nodes(ids:)`; a workspace's things hang under `workspace`.",
});
builder.mutationType({
  description: "Every mutation takes one input and answers a union: its success, or a typed refusal.",
});
builder.subscriptionType({
  description: "Every subscription takes `after` and its payload carries `cursor`: who reconnects misses nothing.",
});
