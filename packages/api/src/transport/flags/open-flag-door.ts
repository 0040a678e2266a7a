import type { IncomingMessage } from "node:http";
import type { App } from "../../app.ts";
import { createRateBuckets } from "../../graphql/limits/rate-bucket.ts";
import type { Actor } from "../../service/actor.ts";
import { type Context, createContext } from "../../service/context.ts";
import { ForbiddenError, InvalidInputError, RateLimitedError, UnauthenticatedError } from "../../service/errors.ts";
import { perApp } from "../../service/per-app.ts";
import { authenticate, authenticateBearer } from "../authenticate.ts";
import type { RouteRequest } from "../define-route.ts";
import { readBody } from "../read-body.ts";

/** Bytes of a context, or of a report of 1,000 sums. */
const bodyLimit = 262_144;

const buckets = perApp((app) => createRateBuckets(app.database.raw));

/** An API key of one environment: whose flags are asked for is the key's to say. */
export type EnvironmentKey = Extract<Actor, { type: "api_key" }> & { readonly environmentId: string };

/** A request that was let in. */
export interface FlagDoor {
  ctx: Context;
  key: EnvironmentKey;
  body: unknown;
  /** Takes more from the bucket, for a body that turned out to be large. @throws RateLimitedError */
  take(cost: number): void;
  /** Reads the credential again, for answers that last. */
  authenticate(): Promise<Actor>;
}

/**
 * Names the caller of a door for flags, takes the cost from its bucket and reads the JSON body. Pages of any origin may call: who
 * does needs a key, and cookies are not looked at where there is one.
 * @param cost of the request: 1 for one flag
 * @throws UnauthenticatedError, ForbiddenError without a key of an environment, before anything of the body is read
 * @throws AppError whatever else is wrong, before anything is evaluated
 */
export async function openFlagDoor(request: RouteRequest, cost: number): Promise<FlagDoor> {
  const { app, req, requestId, clientAddress } = request;
  allowPages(request);
  const again = () => flagActor(app, req);
  const key = environmentKey(await again());
  takeCost(app, key, clientAddress, cost);
  const body = req.method === "POST" ? parse((await readBody(req, bodyLimit)).toString()) : null;
  const take = (more: number) => takeCost(app, key, clientAddress, more);
  return { ctx: createContext({ app, actor: key, requestId }), key, body, take, authenticate: again };
}

function environmentKey(actor: Actor): EnvironmentKey {
  const nextStep = "Send `Authorization: Bearer plb_…` with an API key of the environment.";
  if (actor.type === "anonymous") throw new UnauthenticatedError("Flags are evaluated for API keys.", nextStep);
  if (actor.type !== "api_key")
    throw new ForbiddenError("flags:evaluate", "Flags are evaluated for API keys, not for who is signed in.", nextStep);
  const { environmentId } = actor;
  if (environmentId === null)
    throw new ForbiddenError("flags:evaluate", "This API key works in every environment and names none.", nextStep);
  return { ...actor, environmentId };
}

/** Names the version of the flags that an answer is from, also one without a body. */
export const versionHeader = "plumbline-flags-version";

/** Lets scripts of any page read the answer. No cookie is sent with it: credentials mode stays off. */
export function allowPages({ res }: Pick<RouteRequest, "res">): void {
  res.setHeader("access-control-allow-origin", "*");
  res.setHeader("access-control-expose-headers", `etag, retry-after, x-request-id, ${versionHeader}`);
  res.setHeader("cache-control", "no-store");
}

/** OFREP takes the key as a bearer token or as `X-API-Key`; an EventSource can set no header and brings a publishable one in the address. */
async function flagActor(app: App, req: IncomingMessage): Promise<Actor> {
  const { origin } = req.headers;
  const key = req.headers["x-api-key"];
  if (typeof key === "string" && req.headers.authorization === undefined)
    return await authenticateBearer(app, `Bearer ${key}`, origin);
  const shown = req.method === "GET" ? URL.parse(req.url ?? "", "http://host")?.searchParams.get("key") : null;
  if (shown?.startsWith("plb_pub_")) return await authenticateBearer(app, `Bearer ${shown}`, origin);
  return await authenticate(app, req);
}

/** A publishable key is everybody's who opens a page: there each address has a bucket of its own, a twentieth as large. */
function takeCost(app: App, { kind, apiKeyId }: EnvironmentKey, address: string, cost: number): void {
  const perSecond = app.config.apiCostPerSecond;
  const leakPerSecond = kind === "secret" ? perSecond : perSecond / 20;
  const bucket = kind === "secret" ? `flags:${apiKeyId}` : `flags:${apiKeyId}:${address}`;
  const taken = buckets(app).take(bucket, cost, { capacity: leakPerSecond * 40, leakPerSecond });
  if ("retryAfterSeconds" in taken)
    throw new RateLimitedError("More flags were asked for than fit in your bucket.", taken.retryAfterSeconds);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInputError([{ path: [], message: "The body is not JSON." }], "Send JSON.");
  }
}
