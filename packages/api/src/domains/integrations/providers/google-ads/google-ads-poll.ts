import type { NormalisedSignal } from "../../provider/normalised-signal.ts";
import { readText } from "../../provider/read-path.ts";
import { type WindowItem, windowPoll } from "../../provider/window-poll.ts";
import { searchAds } from "./google-ads-call.ts";

const dayMs = 86_400_000;
/** Google asks for a limit of at most 10,000; more changes than these in one window are rare and the newest are read. */
const mostChanges = 5_000;

/**
 * Change events of each chosen customer. Google writes moments in the customer's own time zone and wants the window in it, so a day
 * more is asked for on both sides. https://developers.google.com/google-ads/api/docs/change-event
 */
export const googleAdsPoll = windowPoll({
  intervalSeconds: 600,
  overlapSeconds: 1_200,
  read: async (access, since, page = "0") => {
    const index = Number(page);
    const customer = access.targets[index]?.id;
    if (!customer) return { items: [] };
    const rows = await searchAds(access, customer, queryOf(since, access.now));
    const items = rows.flatMap((row) => itemOf(row, customer, since));
    return { items, next: index + 1 < access.targets.length ? String(index + 1) : undefined };
  },
});

function queryOf(since: Date, now: Date): string {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return [
    "SELECT customer.time_zone, change_event.resource_name, change_event.change_date_time,",
    "change_event.change_resource_type, change_event.resource_change_operation, change_event.user_email,",
    "change_event.client_type, change_event.changed_fields, campaign.name FROM change_event",
    `WHERE change_event.change_date_time >= '${day(since.getTime() - dayMs)}'`,
    `AND change_event.change_date_time <= '${day(now.getTime() + 2 * dayMs)}'`,
    `ORDER BY change_event.change_date_time DESC LIMIT ${mostChanges}`,
  ].join(" ");
}

function itemOf(row: unknown, customer: string, since: Date): WindowItem[] {
  const name = readText(row, "changeEvent.resourceName");
  const at = zonedMoment(readText(row, "changeEvent.changeDateTime"), readText(row, "customer.timeZone") ?? "UTC");
  if (!name || !at || at < since) return [];
  const what = (readText(row, "changeEvent.changeResourceType") ?? "resource").toLowerCase().replaceAll("_", " ");
  const deed = { CREATE: "created", UPDATE: "changed", REMOVE: "removed" }[
    readText(row, "changeEvent.resourceChangeOperation") ?? ""
  ];
  const campaign = readText(row, "campaign.name");
  const signal: NormalisedSignal = {
    type: "ads.changed",
    key: `ads.changed:${name}`,
    title: `${what} ${deed ?? "changed"}${campaign ? ` in ${campaign}` : ""}`,
    subject: campaign ?? customer,
    actor: readText(row, "changeEvent.userEmail"),
    occurredAt: at,
    data: {
      customer,
      campaign: campaign ?? null,
      resource: what,
      operation: deed ?? null,
      by: readText(row, "changeEvent.clientType") ?? null,
      fields: (readText(row, "changeEvent.changedFields") ?? "").slice(0, 500),
    },
  };
  return [{ at, signals: [signal] }];
}

/** `2026-11-20 10:00:00.123456` on the clocks of a time zone, as a moment. */
export function zonedMoment(text: string | undefined, timeZone: string): Date | undefined {
  const asUtc = new Date(`${text?.slice(0, 23).replace(" ", "T")}Z`);
  if (Number.isNaN(asUtc.getTime())) return undefined;
  const offsetAt = (at: Date) => {
    const shown = new Date(`${at.toLocaleString("sv-SE", { timeZone }).replace(" ", "T")}Z`);
    return shown.getTime() - Math.floor(at.getTime() / 1000) * 1000;
  };
  try {
    // Twice, because the offset is that of the moment sought, not of the same reading in UTC.
    const guess = new Date(asUtc.getTime() - offsetAt(asUtc));
    return new Date(asUtc.getTime() - offsetAt(guess));
  } catch {
    return asUtc;
  }
}
