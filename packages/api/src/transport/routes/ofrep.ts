import {
  evaluateFlag,
  evaluateFlags,
  followVersions,
  noteSource,
  type VersionFollower,
} from "../../domains/flags/index.ts";
import type { Context } from "../../service/context.ts";
import { AppError } from "../../service/errors.ts";
import { defineRoute, type RouteRequest } from "../define-route.ts";
import { contextOf } from "../flags/context-of.ts";
import { takeStream } from "../flags/count-streams.ts";
import { type EventStream, openEventStream } from "../flags/open-event-stream.ts";
import { openFlagDoor, versionHeader } from "../flags/open-flag-door.ts";
import { sendOfrepError } from "../flags/present-ofrep-error.ts";
import { stillGood } from "../recheck-credential.ts";
import { sendJson } from "../send.ts";

// OpenFeature Remote Evaluation Protocol 0.3: https://github.com/open-feature/protocol/blob/main/service/openapi.yaml

/** One flag for one context. */
export const ofrepFlag = defineRoute({
  method: "POST",
  path: "/ofrep/v1/evaluate/flags/:key",
  async handle(request) {
    const { res, params } = request;
    const key = params.key ?? "";
    await answering(request, key, async () => {
      const { ctx, body } = await openFlagDoor(request, 1);
      const answer = await evaluateFlag(ctx, key, contextOf(body));
      const { value, variant, reason, errorCode, snapshotVersion, step, ruleId } = answer;
      const metadata = { snapshotVersion };
      if (errorCode === "FLAG_NOT_FOUND")
        return sendJson(res, 404, {
          key,
          errorCode,
          errorDetails: `There is no flag ${key} in this key's environment.`,
        });
      if (errorCode)
        return sendJson(res, 400, {
          key,
          errorCode,
          errorDetails: `Flag ${key} cannot be evaluated; its page in the console says why.`,
          metadata,
        });
      await noteSource(ctx, "ofrep", { evaluations: [{ flag: key, variant, step, ruleId, count: 1 }] });
      sendJson(res, 200, { key, value, reason, ...(variant === null ? {} : { variant }), metadata });
    });
  },
});

/** Every flag for one context. With `If-None-Match` nothing is told twice. */
export const ofrepFlags = defineRoute({
  method: "POST",
  path: "/ofrep/v1/evaluate/flags",
  async handle(request) {
    const { req, res, url } = request;
    await answering(request, null, async () => {
      const { ctx, body } = await openFlagDoor(request, 5);
      // What the stream named when it told of a change: this process must not answer from before it.
      const heard = Number(/^"?v(\d{1,15})"?$/.exec(url.searchParams.get("flagConfigEtag") ?? "")?.[1] ?? 0);
      const { version, etag, answers } = await evaluateFlags(ctx, contextOf(body), heard);
      // An SDK that polls says so, and counts its evaluations itself. Of others it is not known which flags the page will read.
      const sdk = url.searchParams.get("sdk");
      await noteSource(ctx, sdk ?? "ofrep", sdk ? { evaluations: [] } : { evaluations: [], more: 1 });
      const quoted = `"${etag}"`;
      res.setHeader(versionHeader, String(version));
      if (isKnown(req.headers["if-none-match"], quoted)) {
        res.writeHead(304, { etag: quoted });
        return void res.end();
      }
      const flags = answers.map(({ errorCode, reason, ...answer }) =>
        errorCode ? { ...answer, errorCode } : { ...answer, reason },
      );
      const streams = eventStreams(ctx, request);
      sendJson(res, 200, { flags, ...streams, metadata: { version: `v${version}` } }, { etag: quoted });
    });
  },
});

/** Tells an EventSource that flags have changed, and no more: it asks for them anew (ADR 0008 of the protocol). */
export const ofrepStream = defineRoute({
  method: "GET",
  path: "/ofrep/v1/stream",
  async handle(request) {
    const { req } = request;
    const { ctx, key, authenticate } = await openFlagDoor(request, 1);
    const giveBack = takeStream(ctx.app, key, request.clientAddress);
    let follower: VersionFollower | null = null;
    let stream: EventStream | null = null;
    let behind = false;
    const close = () => {
      giveBack();
      follower?.close();
    };
    try {
      follower = await followVersions(ctx, (version, changedAt) => {
        behind = stream?.isBusy ?? false;
        if (behind) return;
        const etag = `v${version}`;
        stream?.send(
          "message",
          { type: "refetchEvaluation", etag, lastModified: Math.floor(changedAt.getTime() / 1000) },
          etag,
        );
      });
      stream = openEventStream(request, {
        workspaceId: key.workspaceId,
        isStillGood: () => stillGood(ctx.actor, authenticate),
        // The newest version stands for all that came meanwhile.
        onDrain: () => behind && follower?.tell(),
        onClose: close,
      });
      // Also to who comes for the first time: something may have changed since it asked.
      if (req.headers["last-event-id"] !== `v${follower.version}`) follower.tell();
    } catch (error) {
      close();
      throw error;
    }
  },
});

/** Only to publishable keys: the address holds the key, and addresses are written into logs. */
function eventStreams({ actor }: Context, { req, app }: RouteRequest) {
  const shown = req.headers["x-api-key"] ?? req.headers.authorization?.replace(/^Bearer\s+/i, "");
  if (actor.type !== "api_key" || actor.kind !== "publishable" || typeof shown !== "string") return {};
  const url = new URL("/ofrep/v1/stream", app.config.publicUrl);
  url.searchParams.set("key", shown);
  return { eventStreams: [{ type: "sse", url: url.href, inactivityDelaySec: 120 }] };
}

/** RFC 9110 §13.1.2: any of a list, or all; weak ones too. */
function isKnown(header: string | undefined, etag: string): boolean {
  return header?.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === etag) ?? false;
}

async function answering({ res }: RouteRequest, key: string | null, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    sendOfrepError(res, error, key);
  }
}
