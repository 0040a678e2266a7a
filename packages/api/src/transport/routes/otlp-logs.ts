import {
  ingestLogs,
  type OtlpEncoding,
  otlpAnswer,
  otlpContentType,
  otlpStatus,
  readOtlp,
} from "../../domains/logs/index.ts";
import { AppError, RateLimitedError } from "../../service/errors.ts";
import { defineRoute, type RouteRequest } from "../define-route.ts";
import { takeLogRequest } from "../log-intake.ts";
import { send, statusOf } from "../send.ts";

/**
 * OTLP over HTTP, logs (https://opentelemetry.io/docs/specs/otlp/#otlphttp). Answered in the encoding of the request, refusals as
 * `google.rpc.Status`; an exporter sends 429 and 503 again by itself.
 */
export const otlpLogs = defineRoute({
  method: "POST",
  path: "/v1/logs",
  async handle(request) {
    const encoding = encodingOf(request.req.headers["content-type"]);
    if (!encoding) return refuseType(request);
    try {
      const answer = await takeLogRequest(request, ({ ctx, workspaceId, body }) =>
        ingestLogs(ctx, {
          workspaceId,
          door: `otlp-${encoding}`,
          body,
          read: (bytes, notes) => readOtlp(encoding, bytes, notes),
        }),
      );
      send(request.res, 200, otlpContentType[encoding], otlpAnswer(encoding, answer));
    } catch (error) {
      refuse(request, encoding, error);
    }
  },
});

function encodingOf(type: string | undefined): OtlpEncoding | null {
  const name = type?.split(";", 1)[0]?.trim().toLowerCase();
  if (name === "application/json") return "json";
  return name === "application/x-protobuf" ? "protobuf" : null;
}

/** gRPC's codes, for whoever reads the body: INVALID_ARGUMENT, PERMISSION_DENIED … (google/rpc/code.proto). */
const grpcCodes: Record<number, number> = { 400: 3, 401: 16, 403: 7, 413: 3, 415: 3, 422: 3, 429: 8, 503: 14 };

function refuse({ app, req, res, requestId }: RouteRequest, encoding: OtlpEncoding, error: unknown): void {
  if (req.destroyed && (error as NodeJS.ErrnoException).code === "ECONNRESET") return;
  const known = error instanceof AppError ? error : null;
  if (!known) app.log.error({ err: error, requestId }, "A batch of log entries could not be stored.");
  // What nobody foresaw is most often the database being away: the exporter must keep the batch and try again.
  const status = known ? statusOf[known.code] : 503;
  const said = known
    ? `${known.message}${known.nextStep ? ` ${known.nextStep}` : ""}`
    : `The batch was not stored; the server has logged why, under ${requestId}. Send it again.`;
  const headers: Record<string, string> = {};
  if (known instanceof RateLimitedError) headers["retry-after"] = String(known.retryAfterSeconds);
  else if (status === 503) headers["retry-after"] = "1";
  if (status === 413) headers.connection = "close";
  send(res, status, otlpContentType[encoding], otlpStatus(encoding, grpcCodes[status] ?? 2, said), headers);
}

function refuseType({ req, res }: RouteRequest): void {
  const given = (req.headers["content-type"] ?? "none").slice(0, 80);
  const said = `The content type is ${given}; this door takes application/x-protobuf and application/json. For one JSON object per line use /v1/logs/ndjson.`;
  send(res, 415, otlpContentType.json, otlpStatus("json", 3, said), { connection: "close" });
}
