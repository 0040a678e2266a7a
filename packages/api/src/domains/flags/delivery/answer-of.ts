import type { CompiledSnapshot, EvaluationContext } from "@plumbline/sdk/flags";
import type { WireAnswer } from "@plumbline/sdk/flags/web";

/** What came out for a context, and nothing of why but OpenFeature's word: it may be read by anybody who opens a page. */
export function answerOf(compiled: CompiledSnapshot, key: string, context: EvaluationContext): WireAnswer {
  const { value, variant, reason, errorCode } = compiled.evaluate(key, context);
  if (errorCode) return { key, reason, errorCode };
  return { key, value, ...(variant === null ? {} : { variant }), reason };
}
