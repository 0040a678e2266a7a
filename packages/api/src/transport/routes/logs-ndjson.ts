import { ingestLogs, readNdjson } from "../../domains/logs/index.ts";
import { defineRoute } from "../define-route.ts";
import { takeLogRequest } from "../log-intake.ts";
import { sendJson } from "../send.ts";

/** One JSON object per line, as loggers and shippers write them. Answers `{accepted, rejected, message}`. */
export const ndjsonLogs = defineRoute({
  method: "POST",
  path: "/v1/logs/ndjson",
  async handle(request) {
    const answer = await takeLogRequest(request, ({ ctx, workspaceId, body }) =>
      ingestLogs(ctx, { workspaceId, door: "ndjson", body, read: readNdjson }),
    );
    sendJson(request.res, 200, answer);
  },
});
