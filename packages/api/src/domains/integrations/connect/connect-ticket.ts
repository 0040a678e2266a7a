import type { App } from "../../../app.ts";
import { ExpiredError } from "../../../service/errors.ts";
import { findProvider } from "../find-provider.ts";
import { bindingOfKey, makeBrowserKey } from "./browser-binding.ts";
import { openPlan, stateOf } from "./connect-attempt.ts";
import { type ConnectStep, firstStep } from "./first-step.ts";

/** Seconds in which the window that a widget opens must come with its ticket. */
const goodForSeconds = 120;

/** The address of our door that a widget's window opens. The ticket is good once, and binds the flow to the browser that brings it. */
export function ticketUrl(app: App, provider: string, attemptId: string, key: string): string {
  return `${app.config.publicUrl}/connect/${provider}?ticket=${attemptId}.${key}`;
}

/** What the door does with a ticket: gives the browser its key, and sends it on. */
export interface TakenTicket {
  browserKey: string;
  step: ConnectStep;
}

/**
 * Trades a ticket for a key that only this browser has, so that nobody else's window can finish the flow.
 * @throws ExpiredError when it was used before, is too old or was made up
 */
export async function takeTicket(app: App, provider: string, ticket: string): Promise<TakenTicket> {
  const [id = "", key = ""] = ticket.split(".");
  const browserKey = makeBrowserKey();
  const binding = bindingOfKey(browserKey);
  const [row] = /^[0-9a-f-]{36}$/.test(id)
    ? await app.database.raw`
        update connect_attempts set session_hash = ${binding}
        where id = ${id} and used_at is null and session_hash = ${bindingOfKey(key)} and provider = ${provider}
          and expires_at > now() and created_at > now() - ${goodForSeconds} * interval '1 second'
        returning workspace_id, sealed`
    : [];
  if (!row) {
    throw new ExpiredError(
      `This window was opened more than ${goodForSeconds} seconds after the button was pressed, or twice.`,
      "Close it, and press the button again.",
    );
  }
  const plan = openPlan(app, { id, workspaceId: row.workspace_id as string }, row.sealed as string);
  return { browserKey, step: await firstStep(app, findProvider(provider), plan, stateOf(app, id, binding)) };
}
