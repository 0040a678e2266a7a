import { html } from "lit";
import type { ClaimItem } from "../src/parts/claim-list.ts";
import type { TimelineEntry } from "../src/parts/timeline.ts";
import { eventStreamPanel } from "../src/routes/home/event-stream-panel.ts";
import { plumbPanel } from "../src/routes/home/plumb-panel.ts";
import { readinessPanel } from "../src/routes/home/readiness-panel.ts";
import { type StripService, servicesStrip } from "../src/routes/home/services-strip.ts";
import { type WrongItem, wrongNowPanel } from "../src/routes/home/wrong-now-panel.ts";
import { before, day, hour, minute, second } from "./story-time.ts";

const wrong: WrongItem[] = [
  {
    id: "1",
    state: "broken",
    title: "INC-214 Error rate of checkout-api above 3 %",
    href: "#",
    since: before(21 * second),
    people: [
      { name: "Ines Okafor", said: "Ines Okafor, commander" },
      { name: "Jonas Weber", said: "Jonas Weber, communications" },
    ],
    detail: html`SEV2, investigating. Named first so far: flag <code>new-checkout</code>, revision 18. Errors fall since its guard acted at 14:06.`,
  },
  {
    id: "2",
    state: "degraded",
    title: "tax-quotes connection pool at 96 %, limit 90 %",
    since: before(4 * minute),
    detail: "Held back from paging: grouped under INC-214, same onset, one hop downstream.",
  },
  {
    id: "3",
    state: "broken",
    title: "Slack refused the token",
    since: before(2 * hour + 47 * minute),
    detail: html`Revoked at 11:20 by an admin. Three messages went by email instead. <a class="link" href="#">Reconnect</a>`,
  },
  {
    id: "4",
    state: "stale",
    title: "Runbook “Roll back checkout” may be untrue",
    since: before(36 * minute),
    detail: html`Names <code>TAX_POOL_SIZE</code>, which pull request 482 removed.`,
  },
];

const services: StripService[] = [
  { id: "1", name: "checkout-api", href: "#", state: "degraded", figure: "2.9 %" },
  { id: "2", name: "tax-quotes", href: "#", state: "degraded", figure: "1.1 %" },
  { id: "3", name: "cart-api", href: "#", state: "proven", word: "Healthy", figure: "0.1 %" },
  { id: "4", name: "catalog", href: "#", state: "proven", word: "Healthy", figure: "0.0 %" },
  { id: "5", name: "storefront", href: "#", state: "proven", word: "Healthy", figure: "0.2 %" },
  { id: "6", name: "search", href: "#", state: "maintenance", figure: "to 15:00" },
  { id: "7", name: "mailer", href: "#", state: "unknown", figure: "11 min" },
];

const claims: ClaimItem[] = [
  {
    id: "1",
    state: "broken",
    title: "Slack carries incident updates",
    at: before(2 * hour + 47 * minute),
    evidence: "Slack refused the token, revoked today at 11:20 by an admin.",
    next: { label: "Reconnect Slack", href: "#" },
  },
  {
    id: "2",
    state: "broken",
    title: "Globex sees its status page at status.globex.example",
    at: before(5 * hour + 7 * minute),
    evidence:
      "The certificate ended at 09:00. The record points to edge.oldhost.example. Correct the CNAME, then check again.",
  },
  {
    id: "3",
    state: "stale",
    title: "Confluence pages are watched for drift",
    at: before(3 * day),
    evidence: html`Last <code>page.updated</code> on 16 Nov, 09:12. At least one a day is expected.`,
  },
  {
    id: "4",
    state: "claimed",
    title: "PagerDuty wakes whoever is on call",
    evidence: "Authorised 12 Nov by Jonas Weber. No page has ever reached a phone.",
    next: { label: "Send a test page", href: "#" },
  },
  {
    id: "5",
    state: "proven",
    title: "GitHub deliveries arrive signed",
    at: before(9 * second),
    evidence: html`<b>push</b> to meridian/checkout-api, signature valid, from GitHub`,
  },
  {
    id: "6",
    state: "proven",
    title: "Logs arrive from checkout-api",
    at: before(0.6 * second),
    evidence: html`<b>1,204 entries</b> in the last minute, over OTLP`,
  },
];

const stream: TimelineEntry[] = [
  {
    id: "1",
    at: before(0),
    state: "proven",
    title: "Prometheus answered, 14 pieces of evidence",
    detail: "INC-214, correlation run 1",
    fresh: true,
  },
  {
    id: "2",
    at: before(9 * second),
    icon: "signal",
    title: html`<code>push</code> from GitHub, signed`,
    detail: "meridian/checkout-api by Sam Ruiz",
  },
  {
    id: "3",
    at: before(21 * second),
    state: "broken",
    title: html`<a href="#"><b>INC-214</b></a> opened, SEV2`,
    detail: "Burn rate 14.8 over 5 min, limit 14.4",
  },
  {
    id: "4",
    at: before(58 * second),
    icon: "guard",
    title: html`Guard rolled <code>new-checkout</code> back, 25 → 10 %`,
    detail: "Error rate above 3 % for 2 min, revision 19",
  },
  {
    id: "5",
    at: before(36 * minute),
    icon: "merge",
    title: "Pull request 482 merged by Sam Ruiz",
    detail: "Quote tax per line item in the new checkout",
  },
  {
    id: "6",
    at: before(47 * minute),
    state: "maintenance",
    title: "Maintenance began: search",
    detail: "Reindexing, to 15:00, pages held back",
  },
];

/** Home as drawn in `look/home.html`. */
export function homeStory(): unknown {
  return html`<div class="cols five-seven hero">${plumbPanel({ counts: { total: 31, proven: 23, claimed: 4, stale: 2, broken: 2 }, next: { label: "reconnect Slack", href: "#" } })}${wrongNowPanel(wrong, { all: { label: "Everything open", href: "#" } })}</div>
    ${servicesStrip(services, "error rate, last 30 min, production", { label: "All services", href: "#" })}
    <div class="cols seven-five lower">${readinessPanel(claims, "all", { label: "Connect something", href: "#" })}${eventStreamPanel({ entries: stream, meta: html`<span class="live"><span>now</span></span>`, footer: html`Newest first. Nothing missed since 13:02:11. <a class="link" href="#">Earlier</a>` })}</div>`;
}
