import { SetupError } from "@plumbline/db/setup-error";
import { SettingError } from "./setting.ts";
import { PortTakenError } from "./transport/listen.ts";

/** What a person reads when starting failed: one message with the next step, or a stack when nobody foresaw it. */
export function explainFailure(error: unknown): string {
  if (error instanceof SetupError) return `${error.message} ${error.nextStep}`;
  if (error instanceof SettingError || error instanceof PortTakenError) return error.message;
  return `Plumbline could not start, in a way that nobody foresaw.\n${error instanceof Error ? error.stack : String(error)}`;
}
