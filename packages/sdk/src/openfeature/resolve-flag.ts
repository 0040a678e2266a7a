import { ErrorCode, type EvaluationContext as OpenFeatureContext, type ResolutionDetails } from "@openfeature/core";
import type { FlagClient } from "../flags/client/index.ts";
import type { EvaluationContext, FlagValue } from "../flags/index.ts";

/** An answer as OpenFeature wants it; a value of another kind than the default is `TYPE_MISMATCH`. */
export function resolveFlag<T>(
  client: FlagClient,
  key: string,
  fallback: T,
  context: OpenFeatureContext,
  kind: "boolean" | "string" | "number" | "object",
): ResolutionDetails<T> {
  const answer = client.evaluate(key, context as EvaluationContext, fallback as FlagValue);
  const { value, variant, reason, step, ruleId, snapshotVersion, errorCode, errorMessage } = answer;
  if (errorCode)
    return { value: fallback, reason, errorCode: ErrorCode[errorCode], ...(errorMessage && { errorMessage }) };
  if (typeof value !== kind) {
    const message = `The flag ${key} answers a ${typeof value}, not a ${kind}: ask for that kind, or change its variants.`;
    return { value: fallback, reason: "ERROR", errorCode: ErrorCode.TYPE_MISMATCH, errorMessage: message };
  }
  const flagMetadata = { step, snapshotVersion, ...(ruleId !== null && { ruleId }) };
  return { value: value as T, reason, flagMetadata, ...(variant !== null && { variant }) };
}
