import {
  type AnswerFollower,
  followAnswers,
  type ReportExposuresInput,
  reportExposures,
} from "../../domains/flags/index.ts";
import { InvalidInputError } from "../../service/errors.ts";
import { defineRoute } from "../define-route.ts";
import { contextOf } from "../flags/context-of.ts";
import { takeStream } from "../flags/count-streams.ts";
import { type EventStream, openEventStream } from "../flags/open-event-stream.ts";
import { openFlagDoor } from "../flags/open-flag-door.ts";
import { stillGood } from "../recheck-credential.ts";
import { sendJson } from "../send.ts";

/** One context's answers, then every change of them, as server-sent events: what the web client follows. */
export const flagStream = defineRoute({
  method: "POST",
  path: "/flags/v1/stream",
  async handle(request) {
    const { ctx, key, body, authenticate } = await openFlagDoor(request, 5);
    const context = contextOf(body);
    const etag = etagIn(body);
    const giveBack = takeStream(ctx.app, key, request.clientAddress);
    let stream: EventStream | null = null;
    let follower: AnswerFollower | null = null;
    let closed = false;
    const close = () => {
      closed = true;
      giveBack();
      follower?.close();
    };
    try {
      follower = await followAnswers(ctx, {
        context,
        etag,
        isBusy: () => stream?.isBusy ?? false,
        onChange(change) {
          // Not before the first answer: until then a refusal can still be answered as one.
          stream ??= openEventStream(request, {
            workspaceId: key.workspaceId,
            isStillGood: () => stillGood(ctx.actor, authenticate),
            onBeat: () => follower?.tick(),
            onDrain: () => follower?.catchUp(),
            onClose: close,
          });
          stream.send("answers", change);
        },
        onEnd: () => stream?.end(),
      });
      if (closed) follower.close();
    } catch (error) {
      close();
      throw error;
    }
  },
});

/** Sums of a report that cost as much as one request. */
const sumsPerCost = 50;

/** What an SDK evaluated since its last report. */
export const flagExposures = defineRoute({
  method: "POST",
  path: "/flags/v1/exposures",
  async handle(request) {
    const { ctx, body, take } = await openFlagDoor(request, 1);
    // Counting costs by what there is to count.
    const { evaluations } = (body ?? {}) as { evaluations?: unknown };
    if (Array.isArray(evaluations)) take(evaluations.length / sumsPerCost);
    await reportExposures(ctx, body as ReportExposuresInput);
    sendJson(request.res, 202, {});
  },
});

function etagIn(body: unknown): string | null {
  const { etag = null } = body as { etag?: unknown };
  if (etag === null || typeof etag === "string") return etag;
  throw new InvalidInputError([{ path: ["etag"], message: "must be a text." }]);
}
