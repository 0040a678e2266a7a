import type { IncomingMessage } from "node:http";
import { answerChallenge, findProvider, type IntakeAnswer, receiveDelivery } from "../../domains/integrations/index.ts";
import { decodeId } from "../../graphql/ids.ts";
import { createContext } from "../../service/context.ts";
import { NotFoundError } from "../../service/errors.ts";
import { defineRoute, type RouteRequest } from "../define-route.ts";
import { readBody } from "../read-body.ts";
import { send, sendJson } from "../send.ts";

/** Bytes of one delivery. GitHub sends up to 25 MB and drops what is larger; nothing that we read of one is beyond 5 MB. */
const bodyLimit = 5 * 1024 * 1024;

/** Inbound webhooks of one integration. */
export const integrationHook = defineRoute({
  method: "POST",
  path: "/hooks/:provider/:integrationId",
  handle: (request) => receive(request, integrationIdOf(request)),
});

/** Inbound webhooks of an app, routed by installation or team. */
export const appHook = defineRoute({
  method: "POST",
  path: "/hooks/:provider",
  handle: (request) => receive(request, null),
});

/** A provider's question at an integration's door: is it its owner's. */
export const integrationChallenge = defineRoute({
  method: "GET",
  path: "/hooks/:provider/:integrationId",
  handle: (request) => challenge(request, integrationIdOf(request)),
});

/** The same at an app's one door. */
export const appChallenge = defineRoute({
  method: "GET",
  path: "/hooks/:provider",
  handle: (request) => challenge(request, null),
});

async function challenge({ app, res, url, params, requestId }: RouteRequest, integrationId: string | null) {
  const provider = findProvider(params.provider ?? "");
  const ctx = createContext({ app, actor: { type: "system", name: provider.name }, requestId });
  const handshake = await answerChallenge(ctx, { provider, integrationId, query: url.searchParams });
  sendAnswer(res, { status: handshake.status, body: {}, handshake });
}

async function receive(
  { app, req, res, params, requestId }: RouteRequest,
  integrationId: string | null,
): Promise<void> {
  const startedAt = performance.now();
  const receivedAt = app.clock.now();
  const provider = findProvider(params.provider ?? "");
  const body = await readBody(req, bodyLimit);
  const ctx = createContext({ app, actor: { type: "system", name: provider.name }, requestId });
  const answer = await receiveDelivery(ctx, {
    provider,
    integrationId,
    headers: flatten(req),
    body,
    receivedAt,
    startedAt,
  });
  sendAnswer(res, answer);
}

function sendAnswer(res: RouteRequest["res"], { status, body, handshake }: IntakeAnswer): void {
  if (!handshake) {
    sendJson(res, status, body);
    return;
  }
  const { "content-type": type = "text/plain; charset=utf-8", ...headers } = handshake.headers ?? {};
  send(res, handshake.status, type, handshake.body, headers);
}

function integrationIdOf({ params }: RouteRequest): string {
  try {
    return decodeId("int", params.integrationId ?? "");
  } catch {
    throw new NotFoundError("There is no such door.", "Copy the address from the integration's page.");
  }
}

/** Names in lower case; of a header that came twice node keeps what HTTP allows. */
function flatten(req: IncomingMessage): Record<string, string | undefined> {
  const flat: Record<string, string | undefined> = {};
  for (const name in req.headers) {
    const value = req.headers[name];
    flat[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return flat;
}
