import type { Context } from "../../../service/context.ts";
import { callChannel } from "../call-channel.ts";
import { type ChannelDelivery, defineChannelKind, type SendOutcome } from "../channel-kind.ts";
import { type EventAction, pagerDutyEvent } from "../pagerduty/pagerduty-event.ts";

/**
 * PagerDuty Events API v2. https://developer.pagerduty.com/docs/events-api-v2-overview: 202 for what was taken, 400 with
 * `errors` for an event or key that is wrong, 429 beyond about 120 calls a minute and key.
 */
export const pagerdutyChannel = defineChannelKind({
  name: "pagerduty",
  title: "PagerDuty",
  description: "An incident for each thing that goes wrong, acknowledged and resolved with it.",
  guide: "pagerduty",
  fields: [
    {
      name: "routingKey",
      label: "Integration key",
      help: "PagerDuty → Services → your service → Integrations → Events API V2.",
      secret: true,
      pattern: { like: /^[A-Za-z0-9]{32}$/, rule: "An integration key has 32 letters and digits." },
    },
    {
      name: "region",
      label: "Service region",
      help: "Where your PagerDuty account lives; its address shows eu. when it is the EU.",
      options: [
        { value: "us", label: "US" },
        { value: "eu", label: "EU" },
      ],
    },
  ],
  repeats: "Cannot make a second incident: PagerDuty counts events with the same dedup_key as one.",
  perMinute: 60,
  // An incident whose end was merged into another message would never end.
  mustArrive: (message) => message.resolved !== undefined,
  where: ({ region }) => (region === "eu" ? "PagerDuty (EU)" : "PagerDuty"),
  send: (ctx, delivery) => enqueueEvent(ctx, delivery, delivery.message.resolved ? "resolve" : "trigger"),
  update: async (ctx, delivery) =>
    delivery.message.acknowledged && !delivery.message.resolved
      ? await enqueueEvent(ctx, delivery, "acknowledge")
      : {
          result: "unwanted",
          reason: "PagerDuty has no such change: an incident is triggered, acknowledged or resolved.",
        },
});

async function enqueueEvent(ctx: Context, delivery: ChannelDelivery, action: EventAction): Promise<SendOutcome> {
  const { settings, message } = delivery;
  const event = pagerDutyEvent(delivery, action);
  const outcome = await callChannel(ctx, delivery, {
    url: `${addressOf(ctx, settings.region)}/v2/enqueue`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(event),
    farSide: "PagerDuty",
    nextStep: "Copy the integration key from the service's page at PagerDuty again, then send a test.",
    // The routing key is wrong, and not this event: every other event would be refused too.
    faultIn: (status, said) => {
      if (status !== 400) return undefined;
      return /routing|integration.?key/i.test(said) ? "channel" : "message";
    },
    proofOf: () => `PagerDuty processed ${action} of “${message.title.slice(0, 120)}”`,
  });
  return outcome.result === "taken" ? { ...outcome, remote: { dedupKey: event.dedup_key } } : outcome;
}

function addressOf(ctx: Context, region: string | undefined): string {
  const { pagerdutyEventsUrl } = ctx.app.config;
  return region === "eu"
    ? pagerdutyEventsUrl.replace("//events.pagerduty.com", "//events.eu.pagerduty.com")
    : pagerdutyEventsUrl;
}
