import type { ServerResponse } from "node:http";
import { type AppError, InvalidInputError, RateLimitedError } from "../../service/errors.ts";
import { sendJson, statusOf } from "../send.ts";

/** Answers a refusal as OFREP 0.3 has it: `{key?, errorCode, errorDetails}`, with OpenFeature's codes. */
export function sendOfrepError(res: ServerResponse, error: AppError, key: string | null): void {
  const headers: Record<string, string> = {};
  if (error instanceof RateLimitedError) headers["retry-after"] = String(error.retryAfterSeconds);
  if (error.code === "TOO_LARGE") headers.connection = "close";
  const body = {
    ...(key === null ? {} : { key }),
    errorCode: codeOf(error),
    errorDetails: [error.message, error.nextStep].filter(Boolean).join(" "),
  };
  sendJson(res, statusOf[error.code], body, headers);
}

/** https://openfeature.dev/specification/types#error-code */
function codeOf(error: AppError): string {
  if (!(error instanceof InvalidInputError)) return "GENERAL";
  return error.issues[0]?.path[0] === "context" ? "INVALID_CONTEXT" : "PARSE_ERROR";
}
