import type { DocumentNode, ExecutionArgs, GraphQLSchema } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { Context } from "../../service/context.ts";
import { followPlan } from "../plans/follow-plan.ts";
import { type OperationPlan, planOperation } from "../plans/plan-operation.ts";
import { UnplannableError } from "../plans/unplannable-error.ts";

/**
 * Answers queries along a plan that is made once for each document. What cannot be planned, and what does not go well, is answered
 * by Yoga's executor from the start: it alone says what went wrong, and where.
 */
export function usePlans(): Plugin<Context> {
  // Yoga keeps the documents that come again; what it forgets is forgotten here, too.
  const plans = new WeakMap<DocumentNode, Map<string, OperationPlan | null>>();

  function planFor(schema: GraphQLSchema, document: DocumentNode, name: string | null | undefined) {
    const known = plans.get(document) ?? new Map<string, OperationPlan | null>();
    plans.set(document, known);
    const plan = known.get(name ?? "") ?? null;
    if (plan?.schema === schema || (plan === null && known.has(name ?? ""))) return plan;
    const made = tryPlan(schema, document, name);
    known.set(name ?? "", made);
    return made;
  }

  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const plan = planFor(args.schema, args.document as DocumentNode, args.operationName);
      if (!plan) return;
      setExecuteFn(async (given: ExecutionArgs) => {
        try {
          return { data: await followPlan(plan, given) };
        } catch {
          return await executeFn(given);
        }
      });
    },
  };
}

function tryPlan(schema: GraphQLSchema, document: DocumentNode, name: string | null | undefined): OperationPlan | null {
  try {
    return planOperation(schema, document, name);
  } catch (error) {
    if (error instanceof UnplannableError) return null;
    throw error;
  }
}
