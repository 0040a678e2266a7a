import { createYoga, type YogaServerInstance } from "graphql-yoga";
import type { App } from "../app.ts";
import { type Context, createContext } from "../service/context.ts";
import type { Hub } from "../subscriptions/hub.ts";
import type { RateBuckets } from "./limits/rate-bucket.ts";
import { useHub } from "./plugins/use-hub.ts";
import { useIdempotencyRule } from "./plugins/use-idempotency-rule.ts";
import { useOperationLimits } from "./plugins/use-operation-limits.ts";
import { usePlans } from "./plugins/use-plans.ts";
import { usePublishedOperations } from "./plugins/use-published-operations.ts";
import { useQuietSuggestions } from "./plugins/use-quiet-suggestions.ts";
import { useRequestErrors } from "./plugins/use-request-errors.ts";
import { useStorableText } from "./plugins/use-storable-text.ts";
import { presentError } from "./present-error.ts";
import { schema } from "./schema.ts";
import type { ServerContext } from "./server-context.ts";

export type GraphQLServer = YogaServerInstance<ServerContext, Context>;

/** GraphQL over HTTP and SSE; the WebSocket door uses the same pipeline through `getEnveloped`. */
export function createGraphQLServer(app: App, hub: Hub, buckets: RateBuckets): GraphQLServer {
  return createYoga<ServerContext, Context>({
    schema,
    context: ({ actor, requestId, idempotencyKey }) => createContext({ app, actor, requestId, idempotencyKey }),
    graphqlEndpoint: "/graphql",
    batching: false,
    multipart: false,
    // The door has read the body already, within its own limit.
    maxRequestBodySize: false,
    // Cookies are for our own origin only; every other page brings a bearer token, which needs no credentials mode.
    cors: (request) => corsFor(app, request.headers.get("origin")),
    graphiql: app.config.environment === "development" && {
      title: "Plumbline GraphiQL",
      defaultQuery: "{ viewer { __typename } }\n",
    },
    landingPage: false,
    logging: false,
    maskedErrors: {
      maskError: (error, _message) => presentError(error, "the request id in the answer's headers", app.log),
    },
    plugins: [
      useHub(hub),
      usePlans(),
      usePublishedOperations(app.log),
      useIdempotencyRule(),
      useStorableText(),
      useOperationLimits(buckets),
      useQuietSuggestions(),
      useRequestErrors(app),
    ],
  });
}

function corsFor(app: App, origin: string | null) {
  const own = new URL(app.config.publicUrl).origin;
  const { allowedOrigins } = app.config;
  const allowed =
    origin === own || allowedOrigins.includes("*") || (origin !== null && allowedOrigins.includes(origin));
  return {
    origin: allowed && origin ? origin : own,
    credentials: origin === own,
    methods: ["GET", "POST"],
    allowedHeaders: ["authorization", "content-type", "idempotency-key"],
    exposedHeaders: ["ratelimit", "ratelimit-policy", "retry-after", "x-request-id"],
    maxAge: 3600,
  };
}
