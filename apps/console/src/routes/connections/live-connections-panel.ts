import { html, type TemplateResult } from "lit";
import { IntervalController } from "../../data/interval-controller.ts";
import { QueryController } from "../../data/query-controller.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { LightElement } from "../../parts/light-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { mark } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { skeleton } from "../../parts/skeleton.ts";
import {
  LiveConnectionsDocument,
  type LiveConnectionsQuery,
  type LiveConnectionsQueryVariables,
} from "./connections.gen.ts";

type Live = NonNullable<LiveConnectionsQuery["workspace"]>["liveConnections"];
type Group = Live["groups"][number];

/** Milliseconds between two readings; the servers count every three seconds. */
const readMs = 4000;

const credentials: Record<Group["credential"], { name: string; sub: string }> = {
  SESSION: { name: "Sessions of members", sub: "the console, in a browser" },
  API_KEY: { name: "API keys", sub: "servers and scripts" },
  EMBED_TOKEN: { name: "Embed tokens", sub: "widgets in pages of yours" },
  ANONYMOUS: { name: "Visitors", sub: "without a credential" },
};

const transports: Record<Group["transport"], string> = { WEBSOCKET: "WebSocket", SSE: "server-sent events" };

/** Who listens to the workspace now, read anew by itself. What could not be read anew is said to be old. */
export class LiveConnectionsPanel extends LightElement {
  static override properties = { slug: {} };
  declare slug: string;
  #live = new QueryController<LiveConnectionsQuery, LiveConnectionsQueryVariables>(this, {
    document: LiveConnectionsDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });

  constructor() {
    super();
    this.slug = "";
    new IntervalController(this, readMs, () => void this.#live.refetch());
  }

  #measured({ servers, measuredAt }: Live): TemplateResult {
    if (this.#live.error)
      return html`<span class="state is-stale">${mark("stale", "")}counted ${timeAgo(measuredAt)}; no answer since</span>`;
    return html`counted ${timeAgo(measuredAt)} by ${servers === 1 ? "1 server" : `${servers} servers`}`;
  }

  #table(groups: readonly Group[]): TemplateResult {
    return dataTable<Group>({
      label: "Live connections",
      rows: groups,
      key: (each) => `${each.transport} ${each.credential}`,
      columns: [
        {
          head: "Kept open by",
          cell: (each) =>
            html`<b>${credentials[each.credential].name}</b><span class="sub">${credentials[each.credential].sub}, over ${transports[each.transport]}</span>`,
        },
        { head: "Connections", num: true, cell: (each) => each.connections },
        { head: "Subscriptions", num: true, wide: true, cell: (each) => each.subscriptions },
        { head: "Oldest", num: true, cell: (each) => timeAgo(each.since, "bare") },
      ],
    });
  }

  #body(live: Live): TemplateResult {
    if (!live.measuredAt) {
      return emptyState({
        title: "No server has reported in the last 20 seconds",
        words: "So it is not known who listens. This corrects itself as soon as a server reports again.",
      });
    }
    if (live.groups.length > 0) return this.#table(live.groups);
    return emptyState({
      title: "Nobody listens now",
      words: "An open console, a widget in a page or a subscription of the SDK stands here within seconds.",
    });
  }

  override render(): TemplateResult {
    const live = this.#live.data?.workspace?.liveConnections;
    const { error } = this.#live;
    return panel({
      id: "live-connections",
      title: "Live connections",
      ...(live?.measuredAt ? { meta: this.#measured(live) } : {}),
      body: live ? this.#body(live) : error ? loadError(error, () => void this.#live.refetch()) : skeleton(3),
      ...(live?.measuredAt && live.groups.length > 0
        ? { footer: "Clients that poll hold no connection. One connection can carry several subscriptions." }
        : {}),
    });
  }
}

defineElement("plb-live-connections-panel", LiveConnectionsPanel);
