import { ErrorCode, type ResolutionDetails } from "@openfeature/core";
import type { Evaluation } from "../flags/index.ts";
import type { Followed } from "./follow-status.ts";

/** An answer as OpenFeature wants it; a value of another kind than the default is `TYPE_MISMATCH`. */
export function resolveFlag<T>(
  flags: Followed,
  key: string,
  answer: Evaluation,
  fallback: T,
  kind: "boolean" | "string" | "number" | "object",
): ResolutionDetails<T> {
  const { value, variant, reason, step, ruleId, snapshotVersion, errorCode, errorMessage } = answer;
  if (errorCode) {
    // Whose key was turned down will not get ready by waiting.
    const fatal = errorCode === "PROVIDER_NOT_READY" && flags.status.refused;
    const code = ErrorCode[fatal ? "PROVIDER_FATAL" : errorCode];
    return { value: fallback, reason, errorCode: code, ...(errorMessage && { errorMessage }) };
  }
  if (typeof value !== kind) {
    const message = `The flag ${key} answers a ${typeof value}, not a ${kind}: ask for that kind, or change its variants.`;
    return { value: fallback, reason: "ERROR", errorCode: ErrorCode.TYPE_MISMATCH, errorMessage: message };
  }
  const flagMetadata = { step, snapshotVersion, ...(ruleId !== null && { ruleId }) };
  return { value: value as T, reason, flagMetadata, ...(variant !== null && { variant }) };
}
