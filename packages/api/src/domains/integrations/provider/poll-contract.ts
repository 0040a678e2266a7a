import type { NormalisedSignal } from "./normalised-signal.ts";
import type { ProviderAccess } from "./provider-access.ts";

/** What one poll gave. */
export interface PollResult {
  signals: NormalisedSignal[];
  /** Handed to the next poll. */
  cursor: Record<string, unknown>;
  /** Seconds that the provider asks to wait, when it does. */
  waitSeconds?: number;
  /** Whether the list went on where this poll stopped. Left out by those that cannot say. */
  more?: boolean;
}

/** Asking instead of being told: where no webhook exists, or none can reach us. */
export interface PollContract {
  /** Seconds between polls. */
  intervalSeconds: number;
  /** @param cursor what the last poll left, or an empty object: then only what is new from now on is a signal. */
  run(access: ProviderAccess, cursor: Record<string, unknown>): Promise<PollResult>;
  /**
   * The cursor that a poll at `at` would have left: lets the back-fill after a lost registration ask for what was missed. Default:
   * the provider cannot look back, and the report says so.
   */
  cursorAt?(at: Date, access: ProviderAccess): Record<string, unknown>;
}
