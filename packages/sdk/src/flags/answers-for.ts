import type { Evaluation, EvaluationContext } from "./model/evaluation.ts";
import type { FlagAnswers } from "./store.ts";

/**
 * What a server hands to the page that it renders: the answers for one context without what decided them, since rules are nobody's
 * business there.
 * @param keys those that the page asks for. Default: every flag, also those that only your servers ask for
 */
export function answersFor(
  client: { getAllFlags(context: EvaluationContext): FlagAnswers },
  context: EvaluationContext,
  keys?: readonly string[],
): FlagAnswers {
  const all = Object.entries(client.getAllFlags(context));
  const wanted = keys ? all.filter(([key]) => keys.includes(key)) : all;
  return Object.fromEntries(wanted.map(([key, answer]) => [key, withoutRule(answer)]));
}

function withoutRule({ errorMessage: _, ...answer }: Evaluation): Evaluation {
  return { ...answer, step: answer.errorCode ? "error" : "remote", ruleId: null };
}
