import { html, type TemplateResult } from "lit";
import { claimList } from "../../parts/claim-list.ts";
import { panel } from "../../parts/panel.ts";

const words: Record<string, { title: string; without: string }> = {
  signals: { title: "Signals", without: "None has arrived yet" },
  evidence: { title: "Evidence", without: "For incidents, once there are some" },
  monitors: { title: "Monitors", without: "None reads from it yet" },
  notifications: { title: "Notifications", without: "None has been sent through it" },
  imports: { title: "Imports", without: "Nothing was imported" },
  identity: { title: "Identity", without: "Nobody has signed in by it" },
};

/** What the integration feeds, and which of that is proven. */
export function feedsPanel(feeds: readonly string[], lastSignalAt: string | null): TemplateResult {
  const items = feeds.map((feed) => {
    const key = feed.toLowerCase();
    const proven = key === "signals" && lastSignalAt !== null;
    return {
      id: key,
      state: proven ? ("proven" as const) : ("claimed" as const),
      title: words[key]?.title ?? feed,
      at: proven ? lastSignalAt : null,
      evidence: proven ? html`The newest is at the foot of this page` : words[key]?.without,
    };
  });
  return panel({ id: "feeds", title: "Feeds", meta: "what others here use it for", body: claimList(items) });
}
