import type { NormalisedSignal, ParsedDelivery } from "../../provider/normalised-signal.ts";
import { readMoment, readText } from "../../provider/read-path.ts";

const types = new Map([
  ["APPLICATION_AUTHORIZED", { type: "application.authorized", deed: "was added to" }],
  ["APPLICATION_DEAUTHORIZED", { type: "application.deauthorized", deed: "was removed by" }],
  ["ENTITLEMENT_CREATE", { type: "entitlement.created", deed: "was bought by" }],
]);

/** Discord's webhook events tell of the application only. https://docs.discord.com/developers/events/webhook-events */
export function discordSignals({ event, payload, receivedAt }: ParsedDelivery): NormalisedSignal[] {
  const known = types.get(event);
  if (!known) return [];
  const application = readText(payload, "application_id") ?? "unknown application";
  const user = readText(payload, "event.data.user.username");
  const guild = readText(payload, "event.data.guild.name");
  const moment = readText(payload, "event.timestamp") ?? receivedAt.toISOString();
  const whose =
    readText(payload, "event.data.guild.id") ??
    readText(payload, "event.data.id") ??
    readText(payload, "event.data.user.id") ??
    "";
  return [
    {
      type: known.type,
      key: `${known.type}:${application}:${whose}:${moment}`,
      title: `The application ${known.deed} ${guild ?? user ?? "somebody"}`,
      subject: guild ?? application,
      actor: user,
      // Discord writes UTC without saying so.
      occurredAt:
        readMoment({ moment: /Z|[+-]\d\d:\d\d$/.test(moment) ? moment : `${moment}Z` }, "moment") ?? receivedAt,
      data: { application, guild: readText(payload, "event.data.guild.id") ?? null },
    },
  ];
}
