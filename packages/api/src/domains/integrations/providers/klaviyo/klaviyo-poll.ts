import type { NormalisedSignal } from "../../provider/normalised-signal.ts";
import { readList, readMoment, readText } from "../../provider/read-path.ts";
import { windowPoll } from "../../provider/window-poll.ts";

const pageSize = 100;

/** Who joined the chosen lists. https://developers.klaviyo.com/en/reference/get_profiles_for_list */
export const klaviyoPoll = windowPoll({
  intervalSeconds: 300,
  overlapSeconds: 600,
  read: async (access, since, page = "0 ") => {
    const space = page.indexOf(" ");
    const index = Number(page.slice(0, space));
    const cursor = page.slice(space + 1);
    const list = access.targets[index];
    if (!list) return { items: [] };
    const query = new URLSearchParams({
      filter: `greater-or-equal(joined_group_at,${since.toISOString()})`,
      sort: "joined_group_at",
      "fields[profile]": "created",
      "page[size]": String(pageSize),
      ...(cursor ? { "page[cursor]": cursor } : {}),
    });
    const { body } = await access.call("GET", `/lists/${list.id}/profiles?${query}`, {
      headers: { revision: access.setting("KLAVIYO_REVISION") },
    });
    const items = readList(body, "data").flatMap((profile) => {
      const at = readMoment(profile, "attributes.joined_group_at");
      const id = readText(profile, "id");
      return id && at && at >= since ? [{ at, signals: [joined(list, id, at)] }] : [];
    });
    const next = cursorIn(readText(body, "links.next"));
    if (next) return { items, next: `${index} ${next}` };
    return { items, next: index + 1 < access.targets.length ? `${index + 1} ` : undefined };
  },
});

function cursorIn(link: string | undefined): string | undefined {
  return link ? (new URL(link, "https://a.klaviyo.com").searchParams.get("page[cursor]") ?? undefined) : undefined;
}

function joined(list: { id: string; name: string }, profile: string, at: Date): NormalisedSignal {
  return {
    type: "list.joined",
    key: `list.joined:${list.id}:${profile}:${at.toISOString()}`,
    title: `A profile joined ${list.name}`,
    subject: list.name,
    url: `https://www.klaviyo.com/profile/${encodeURIComponent(profile)}`,
    occurredAt: at,
    data: { list: list.id, profile },
  };
}
