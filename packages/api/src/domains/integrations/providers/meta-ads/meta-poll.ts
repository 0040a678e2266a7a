import type { NormalisedSignal } from "../../provider/normalised-signal.ts";
import { readList, readMoment, readText } from "../../provider/read-path.ts";
import { type WindowItem, windowPoll } from "../../provider/window-poll.ts";

const pageSize = 100;
const fields = "event_type,translated_event_type,event_time,object_id,object_name,object_type,actor_name,actor_id";

/** The activity log of each ad account. https://developers.facebook.com/docs/marketing-api/reference/ad-activity/ */
export const metaPoll = windowPoll({
  intervalSeconds: 600,
  overlapSeconds: 900,
  read: async (access, since, page = "0 ") => {
    const space = page.indexOf(" ");
    const index = Number(page.slice(0, space));
    const after = page.slice(space + 1);
    const account = access.targets[index]?.id;
    if (!account) return { items: [] };
    const query = new URLSearchParams({
      fields,
      since: String(Math.floor(since.getTime() / 1000)),
      until: String(Math.floor(access.now.getTime() / 1000)),
      limit: String(pageSize),
      ...(after ? { after } : {}),
    });
    const { body } = await access.call("GET", `/${account}/activities?${query}`);
    const items = readList(body, "data").flatMap((entry) => itemOf(entry, account, since));
    const cursor = readText(body, "paging.next") ? readText(body, "paging.cursors.after") : undefined;
    if (cursor) return { items, next: `${index} ${cursor}` };
    return { items, next: index + 1 < access.targets.length ? `${index + 1} ` : undefined };
  },
});

function itemOf(entry: unknown, account: string, since: Date): WindowItem[] {
  const event = readText(entry, "event_type");
  const at = readMoment(entry, "event_time");
  if (!event || !at || at < since) return [];
  const object = readText(entry, "object_id") ?? account;
  const name = readText(entry, "object_name");
  const what = readText(entry, "translated_event_type") ?? event.replaceAll("_", " ");
  const signal: NormalisedSignal = {
    type: "ad_account.changed",
    key: `ad_account.changed:${account}:${event}:${object}:${at.toISOString()}`,
    title: name ? `${what}: ${name}` : what,
    subject: account,
    actor: readText(entry, "actor_name"),
    occurredAt: at,
    data: { event, object, objectType: readText(entry, "object_type") ?? null, objectName: name ?? null },
  };
  return [{ at, signals: [signal] }];
}
