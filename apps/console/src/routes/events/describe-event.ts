import { html } from "lit";
import type { IconName } from "../../parts/icon.ts";
import type { MarkState } from "../../parts/mark.ts";
import type { TimelineEntry } from "../../parts/timeline.ts";
import { toldTimes } from "../../parts/told-times.ts";
import { errorEvents } from "./error-events.ts";
import { flagEvents } from "./flag-events.ts";
import { incidentEvents } from "./incident-events.ts";

/** An event as every history shows it. */
export interface DescribableEvent {
  id: string;
  /** `signal.received`. */
  type: string;
  occurredAt: string;
  actor: { type: string; name: string };
  data: unknown;
}

type Facts = Record<string, unknown>;

interface Words {
  title: unknown;
  detail?: unknown;
  more?: unknown;
  state?: MarkState;
  icon?: IconName;
}

/** Words for one type of event, from what it carries. */
export type EventWords = (facts: Facts, event: DescribableEvent) => Words;

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const icons: Record<string, IconName> = {
  workspace: "home",
  member: "person",
  invitation: "mail",
  api_key: "key",
  embed_token: "key",
  tenant: "tenant",
  environment: "layers",
  service: "service",
  integration: "plug",
  provider_app: "plug",
  delivery: "deploy",
  signal: "signal",
  webhook_endpoint: "webhook",
  webhook_message: "webhook",
  claim: "person",
  alert: "bell",
  alert_rule: "bell",
  alert_route: "mail",
  alert_silence: "bell",
  incident: "incident",
  escalation_policy: "people",
  on_call_schedule: "people",
  document: "log",
  document_source: "log",
  drift_candidate: "merge",
  drift_settings: "merge",
  question: "log",
};

const nouns: Record<string, string> = { api_key: "API key", on_call_schedule: "On-call schedule" };

const signalIcons: [RegExp, IconName][] = [
  [/^pull_request\.merged/, "merge"],
  [/^deployment/, "deploy"],
  [/^release/, "flag"],
  [/^issue/, "incident"],
];

const provider = (facts: Facts): string => {
  const slug = text(facts.provider);
  return { github: "GitHub", "generic-webhook": "a signed webhook" }[slug] ?? slug;
};

const special: Record<string, EventWords> = {
  ...incidentEvents,
  ...errorEvents,
  ...flagEvents,
  "signal.received": (facts) => ({
    title: html`${text(facts.title) || text(facts.type)}`,
    detail: html`<code>${text(facts.type)}</code> from ${provider(facts)}${facts.by === "polling" ? ", by polling" : ", signed"}${text(facts.subject) ? `, ${text(facts.subject)}` : ""}`,
    icon: signalIcons.find(([sign]) => sign.test(text(facts.type)))?.[1] ?? "signal",
  }),
  "delivery.accepted": (facts) => ({
    title: html`<code>${text(facts.event)}</code> delivered by ${provider(facts)}`,
    detail: "Signature valid, stored",
    state: "proven",
  }),
  "delivery.refused": (facts) => ({
    title: `Delivery from ${provider(facts)} refused`,
    detail: text(facts.reason),
    state: "broken",
  }),
  "delivery.replayed": (facts, event) => ({
    title: `Stored delivery of ${provider(facts)} replayed`,
    detail: `By ${event.actor.name}`,
    icon: "refresh",
  }),
  "integration.state_changed": (facts) => ({
    title: `${text(facts.name)}: ${stateWords(text(facts.to))}`,
    detail: text(facts.evidence),
    state: integrationMark(text(facts.to)),
  }),
  "claim.taken": (facts, event) => ({
    title: html`<b>${event.actor.name}</b> is on it: ${text(facts.title)}`,
    icon: "person",
  }),
  "claim.released": (facts, event) => ({
    title:
      facts.why === "healed"
        ? html`Right again: ${text(facts.title)}`
        : html`<b>${event.actor.name}</b> gave back: ${text(facts.title)}`,
    detail: facts.why === "healed" ? "By its evidence; nobody needs to be on it any more" : undefined,
    icon: "person",
  }),
  "alert.opened": (facts) => ({
    title: html`<b>${text(facts.title)}</b> ${facts.reopened === true ? "reopened" : "opened"}`,
    detail: html`${toldTimes(text(facts.reason))}${facts.silenced === true || facts.inhibited === true ? " Kept quiet." : ""}`,
    state: "broken",
  }),
  "alert.updated": (facts) => ({
    title: html`<b>${text(facts.title)}</b> counts ${Number(facts.count).toLocaleString("en")}`,
    icon: "bell",
  }),
  "alert.acknowledged": (facts) => ({
    title: html`<b>${text(facts.by)}</b> takes care of ${text(facts.title)}`,
    detail: text(facts.comment) || undefined,
    icon: "person",
  }),
  "alert.silenced": (facts) => ({
    title: html`<b>${text(facts.title)}</b> is kept quiet`,
    detail: text(facts.because),
    state: "stale",
  }),
  "alert.unsilenced": (facts) => ({
    title: html`<b>${text(facts.title)}</b> is heard again`,
    detail: text(facts.because),
    icon: "bell",
  }),
  "alert.escalated": (facts) => ({
    title: html`<b>${text(facts.title)}</b> escalated, step ${String(facts.step)}`,
    detail: [...texts(facts.told).map((each) => `Told: ${each}.`), ...texts(facts.missed)].join(" "),
    icon: "people",
  }),
  "alert.resolved": (facts) => ({
    title: html`<b>${text(facts.title)}</b> is over`,
    detail: toldTimes(text(facts.cause)),
    state: "proven",
  }),
  "integration.created": (facts, event) => ({
    title: `${text(facts.name)} is being connected`,
    detail: `By ${event.actor.name}`,
    icon: "plug",
  }),
  "integration.test_sent": (facts) => ({
    title: `Test delivery of ${text(facts.name)}`,
    detail: facts.arrived === true ? "It arrived, signed" : "It has not arrived",
    state: facts.arrived === true ? "proven" : "claimed",
  }),
};

/** The state of an integration in words. */
export function stateWords(state: string): string {
  const words: Record<string, string> = {
    pending: "not authorised yet",
    authorised: "authorised",
    webhook_registered: "webhook registered",
    live: "live",
    degraded: "degraded",
    disconnected: "disconnected",
  };
  return words[state.toLowerCase()] ?? state;
}

/** The mark of an integration's state: only a delivery or a poll that really came makes it solid. */
export function integrationMark(state: string): MarkState {
  const marks: Record<string, MarkState> = { live: "proven", degraded: "degraded", disconnected: "broken" };
  return marks[state.toLowerCase()] ?? "claimed";
}

function plain(event: DescribableEvent, facts: Facts): Words {
  const [subject = "", verb = ""] = event.type.split(".");
  const noun = nouns[subject] ?? subject.replaceAll("_", " ");
  const name = text(facts.name) || text(facts.email) || text(facts.key) || text(facts.url) || text(facts.title);
  const said = `${noun[0]?.toUpperCase() ?? ""}${noun.slice(1)} ${verb.replaceAll("_", " ")}`;
  return {
    title: name ? html`${said}: <b>${name}</b>` : said,
    detail: event.actor.type === "system" ? "By Plumbline itself" : `By ${event.actor.name}`,
    icon: icons[subject] ?? "log",
  };
}

/** What happened, in a line and its evidence. Unknown types are worded from their name. */
export function describeEvent(event: DescribableEvent): TimelineEntry {
  const facts = (event.data ?? {}) as Facts;
  const words = special[event.type]?.(facts, event) ?? plain(event, facts);
  return { id: event.id, at: event.occurredAt, ...words };
}
