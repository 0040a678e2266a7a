import { pendingActions } from "../offline/pending-actions.ts";
import { mutate, newKey, type SuccessOf } from "./client.ts";
import type { Document } from "./document.ts";
import { PresentedError } from "./presented-error.ts";

/**
 * Writes one mutation, or lets it wait where the server does not answer: it is sent by itself when it does, once, under the same
 * idempotency key. For actions that are as right an hour later: an acknowledgement, a mark.
 * @param label what it does, for people
 * @returns the success, or `"waits"`
 * @throws PresentedError for every other refusal
 */
export async function mutateOrQueue<Data extends object, Variables>(
  document: Document<Data, Variables>,
  variables: Variables,
  label: string,
): Promise<SuccessOf<Data> | "waits"> {
  const key = newKey();
  try {
    return await mutate(document, variables, key);
  } catch (error) {
    if (!(error instanceof PresentedError) || error.code !== "OFFLINE") throw error;
    await pendingActions.add({ key, text: document.text, variables, label, at: Date.now() });
    return "waits";
  }
}
