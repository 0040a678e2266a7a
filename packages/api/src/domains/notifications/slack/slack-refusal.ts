import { PreconditionError } from "../../../service/errors.ts";
import { ProviderError } from "../../integrations/index.ts";
import type { PutOff, Refused } from "../channel-kind.ts";

/** Milliseconds for which Slack is left alone when it does not say how long. */
const defaultPauseMs = 30_000;

/** Slack's words for a channel that does not work, and what a person can do. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const channelFaults: Record<string, string> = {
  not_in_channel: "Invite the bot into the Slack channel (/invite), then send a test.",
  channel_not_found: "Choose another Slack channel, or invite the bot when it is a private one.",
  is_archived: "Choose another Slack channel: this one was archived.",
  restricted_action: "Ask a Slack admin to let apps post in this channel.",
  missing_scope: "Connect Slack again, so that Plumbline may write messages.",
};

const messageFaults = new Set([
  "msg_too_long",
  "msg_blocks_too_long",
  "invalid_blocks",
  "invalid_blocks_format",
  "no_text",
  "message_not_found",
  "cant_update_message",
  "edit_window_closed",
]);

/** What a call to Slack that failed means for the message and the channel. */
export function slackRefusal(error: unknown): Refused | PutOff {
  if (error instanceof PreconditionError) {
    return {
      result: "refused",
      status: null,
      reason: error.message,
      nextStep: error.nextStep ?? "Connect Slack again.",
      response: null,
      fault: "channel",
    };
  }
  if (!(error instanceof ProviderError)) throw error;
  const waitMs = (error.retryAfterSeconds || 0) * 1000;
  if (error.failure === "paused") return { result: "put_off", waitMs: waitMs || defaultPauseMs };
  const word = /^\w+/.exec(error.said)?.[0] ?? "";
  const known = channelFaults[word];
  return {
    result: "refused",
    status: error.status,
    reason: error.message,
    nextStep: known ?? error.nextStep ?? "Look at the Slack integration.",
    response: error.said || null,
    fault: faultOf(error, word),
    retryAfterMs: error.failure === "rate_limited" ? waitMs || defaultPauseMs : waitMs,
  };
}

function faultOf({ failure }: ProviderError, word: string): Refused["fault"] {
  if (channelFaults[word] || failure === "unauthorised" || failure === "forbidden") return "channel";
  return messageFaults.has(word) ? "message" : "moment";
}
