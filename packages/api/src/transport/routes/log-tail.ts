import { searchOfUrl, tailFrames, tailLogs, workspaceOfUrl } from "../../domains/logs/index.ts";
import { createContext } from "../../service/context.ts";
import { AppError } from "../../service/errors.ts";
import { authenticate } from "../authenticate.ts";
import { defineRoute } from "../define-route.ts";
import { paceAnswer } from "../paced-answer.ts";
import { stillGood } from "../recheck-credential.ts";

/** Milliseconds between two looks at the credential. */
const recheckMs = 30_000;

/**
 * `/v1/logs/tail?workspace=<slug>[&query=…&level=…&service=…&after=<cursor>]`: log entries as they arrive, as server-sent events.
 * `Last-Event-ID` continues where the last one broke off.
 */
export const logTailDoor = defineRoute({
  method: "GET",
  path: "/v1/logs/tail",
  async handle({ app, req, res, url, requestId }) {
    const actor = await authenticate(app, req);
    const ctx = createContext({ app, actor, requestId });
    const { id: workspaceId } = await workspaceOfUrl(ctx, url);
    const last = req.headers["last-event-id"];
    const after = url.searchParams.get("after") ?? (Array.isArray(last) ? last[0] : last) ?? null;
    const tail = await tailLogs(ctx, { workspaceId, search: searchOfUrl(url), after: after === "" ? null : after });
    res.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      // Proxies that collect answers would hold back what is live.
      "x-accel-buffering": "no",
    });
    const answer = paceAnswer({ app, res }, { workspaceId, onClose: () => void tail.return() });
    answer.write(": following\n\n");
    const look = async () => void ((await stillGood(actor, () => authenticate(app, req))) || tail.return());
    const recheck = setInterval(look, recheckMs).unref();
    try {
      for await (const batch of tail) {
        answer.write(tailFrames(batch));
        await answer.drained();
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { code, message, nextStep } = error;
      answer.write(`event: refused\ndata: ${JSON.stringify({ code, message, nextStep })}\n\n`);
    } finally {
      clearInterval(recheck);
      answer.end();
    }
  },
});
