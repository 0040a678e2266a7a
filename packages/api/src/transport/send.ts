import type { ServerResponse } from "node:http";
import { type AppError, type ErrorCode, InvalidInputError, RateLimitedError } from "../service/errors.ts";

/** The HTTP status of each refusal. */
export const statusOf: Record<ErrorCode, number> = {
  CONFLICT: 409,
  EXPIRED: 410,
  FORBIDDEN: 403,
  IDEMPOTENCY_CONFLICT: 422,
  INVALID_INPUT: 400,
  NOT_FOUND: 404,
  PRECONDITION_FAILED: 412,
  RATE_LIMITED: 429,
  RESYNC_REQUIRED: 409,
  TOO_LARGE: 413,
  UNAUTHENTICATED: 401,
  UNAVAILABLE: 503,
};

export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  send(res, status, "application/json; charset=utf-8", JSON.stringify(body), headers);
}

export function send(
  res: ServerResponse,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  if (res.headersSent || res.destroyed) return;
  res.writeHead(status, { "content-type": contentType, "content-length": Buffer.byteLength(body), ...headers });
  res.end(body);
}

/** Answers a typed refusal over plain HTTP: `{"error": {code, message, nextStep, issues?}}` with the status that fits. */
export function sendRefusal(res: ServerResponse, error: AppError): void {
  const headers: Record<string, string> = {};
  if (error instanceof RateLimitedError) headers["retry-after"] = String(error.retryAfterSeconds);
  // The rest of a refused body is not read; the connection cannot be used again.
  if (error.code === "TOO_LARGE") headers.connection = "close";
  const issues = error instanceof InvalidInputError ? { issues: error.issues } : {};
  const { code, message, nextStep } = error;
  sendJson(res, statusOf[code], { error: { code, message, nextStep, ...issues } }, headers);
}
