import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { exactTime } from "../../parts/clock.ts";
import { confirmStep } from "../../parts/confirm-step.ts";
import { defineElement } from "../../parts/define-element.ts";
import { durationWords } from "../../parts/duration-words.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { loadError } from "../../parts/load-error.ts";
import { mark } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { alertTabs } from "./alert-tabs.ts";
import "./alerts.css";
import { editPolicy } from "./edit-policy.ts";
import { editRoute } from "./edit-route.ts";
import { hoursWords } from "./hours-words.ts";
import {
  type AlertRouteRowFragment,
  AlertRoutingDocument,
  type AlertSilenceRowFragment,
  DeleteAlertRouteDocument,
  DeleteEscalationPolicyDocument,
  EndAlertSilenceDocument,
  type EscalationPolicyRowFragment,
  UpdateAlertRouteDocument,
} from "./settings.gen.ts";

const ops = { EQ: "is", NE: "is not", MATCHES: "is like" } as const;

function matchersLine(matchers: AlertSilenceRowFragment["matchers"]): TemplateResult {
  return html`<span class="tags">${matchers.map(({ label, op, value }) => html`<span class="tag">${label} ${ops[op]} ${value || "none"}</span>`)}</span>`;
}

/** Where alerts go, who is told next, and what is kept quiet. */
export class AlertRoutingPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: AlertRoutingDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });

  constructor() {
    super();
    const types = ["alert_route.", "alert_silence.", "escalation_policy.", "alert.silenced"];
    new EventsController(this, { types, onEvents: () => void this.#read.refetch() });
  }

  async #step(step: () => Promise<unknown>): Promise<void> {
    await runStep(async () => {
      await step();
      await this.#read.refetch();
    });
  }

  async #delete(name: string, consequence: string, step: () => Promise<unknown>): Promise<void> {
    if (await confirmStep({ title: `Delete ${name}`, consequence, verb: "Delete", danger: true }))
      await this.#step(step);
  }

  #route(each: AlertRouteRowFragment): TemplateResult {
    const { id: routeId, name, enabled, matchers, channelIds, quietHours, digestSeconds, policy, tenant } = each;
    const takes =
      matchers === null
        ? "Alerts of the rules that name it"
        : matchers.length === 0
          ? "Every alert"
          : matchersLine(matchers);
    const to = { 0: "no channel yet", 1: "one channel" }[channelIds.length] ?? `${channelIds.length} channels`;
    const facts = [
      quietHours ? `Quiet ${hoursWords(quietHours)}, ${quietHours.timeZone}.` : "",
      digestSeconds ? `Digest each ${durationWords(digestSeconds * 1000)}.` : "",
      policy ? `Escalates by ${policy.name}.` : "",
      tenant ? `Only ${tenant.name}.` : "",
    ].join(" ");
    const toggle = () => mutate(UpdateAlertRouteDocument, { input: { routeId, enabled: !enabled } });
    const remove = () => mutate(DeleteAlertRouteDocument, { input: { routeId } });
    const buttons = this.can("alert_rules:write")
      ? html`<button class="btn small" type="button" aria-label="Change ${name}" @click=${() => void this.#step(() => editRoute(this.workspaceId, this.slug, each))}>Change</button><button class="btn small" type="button" aria-label="${enabled ? "Disable" : "Enable"} ${name}" @click=${() => void this.#step(toggle)}>${enabled ? "Disable" : "Enable"}</button><button class="btn small danger" type="button" aria-label="Delete ${name}" @click=${() => void this.#delete(name, "Alerts that only it takes reach nobody any more.", remove)}>Delete</button>`
      : nothing;
    return html`<li data-item>${mark(enabled ? "claimed" : "passed", "")}<span class="what">${name}${enabled ? "" : " (off)"}</span><span class="when tail">${buttons}</span><p class="proof">${takes} to ${to}. ${facts}</p></li>`;
  }

  #policy(policy: EscalationPolicyRowFragment): TemplateResult {
    const { id: policyId, name, steps, repeats } = policy;
    const remove = () => mutate(DeleteEscalationPolicyDocument, { input: { policyId } });
    const told = steps.map(
      ({ afterSeconds, targets }, n) =>
        html`${n > 0 ? ", then after " : "After "}${durationWords(afterSeconds * 1000)} ${targets.map((each) => html`<b>${each.name ?? "something that is gone"}</b> `)}`,
    );
    return html`<li data-item>${mark("passed", "")}<span class="what">${name}</span><span class="when tail">${this.can("alert_rules:write") ? html`<button class="btn small" type="button" aria-label="Change ${name}" @click=${() => void this.#step(() => editPolicy(this.workspaceId, this.slug, policy))}>Change</button><button class="btn small danger" type="button" aria-label="Delete ${name}" @click=${() => void this.#delete(name, "Alerts escalate by it no further.", remove)}>Delete</button>` : nothing}</span>
      <p class="proof">${told}${repeats > 0 ? `Then anew, ${repeats === 1 ? "once" : `${repeats} times`}.` : ""}</p></li>`;
  }

  #silence({ id: silenceId, comment, endsAt, madeBy, matchers, silenced }: AlertSilenceRowFragment): TemplateResult {
    const end = () => mutate(EndAlertSilenceDocument, { input: { silenceId } });
    return html`<li data-item>${mark("stale", "")}<span class="what">${comment}</span><span class="when tail">${this.can("alerts:write") ? html`<button class="btn small" type="button" aria-label="End now: ${comment}" @click=${() => void this.#step(end)}>End now</button>` : nothing}</span>
      <p class="proof">${matchersLine(matchers)} By ${madeBy}, ends ${timeAgo(endsAt, "until")} at ${exactTime(endsAt, "minute")}. Kept ${silenced} quiet.</p></li>`;
  }

  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Alerts", href: this.at("alerts") }, { label: "Routing" }],
      reads: this.#read,
      live: true,
    });
    const { data, error } = this.#read;
    const found = data?.workspace;
    const list = <Each>(
      items: readonly Each[] | undefined,
      draw: (each: Each) => TemplateResult,
      empty: TemplateResult,
    ) =>
      !items
        ? error
          ? loadError(error, () => void this.#read.refetch())
          : skeleton(2)
        : items.length === 0
          ? empty
          : html`<ul class="claims">${items.map(draw)}</ul>`;
    const may = this.can("alert_rules:write");
    const make = (label: string, step: () => Promise<unknown>) =>
      may
        ? html`<button class="btn small" type="button" @click=${() => void this.#step(step)}>${label}</button>`
        : undefined;
    const empty = (title: string, words: string) => emptyState({ title, words });
    return html`${pageHead({ title: "Alert routing", sub: "Where alerts go, who is told when nobody acknowledges, and what is kept quiet for now.", actions: alertTabs(this.slug, "/routing") })}
      <div class="cols seven-five"><div class="stack">
        ${panel({ id: "routes", title: "Routes", aside: make("Make a route", () => editRoute(this.workspaceId, this.slug)), body: list(found?.alertRoutes.nodes, (each) => this.#route(each), empty("No route yet", "Alerts stand in the inbox and reach nobody. A route sends them to channels.")) })}
        ${panel({ id: "policies", title: "Escalation policies", aside: make("Make a policy", () => editPolicy(this.workspaceId, this.slug)), body: list(found?.escalationPolicies.nodes, (each) => this.#policy(each), empty("No policy yet", "A policy says who is told next when nobody acknowledges.")) })}
      </div><div class="stack">
        ${panel({ id: "silences", title: "Silences", body: list(found?.alertSilences.nodes, (each) => this.#silence(each), empty("Nothing is silenced", "An alert's Silence keeps those like it quiet for a time.")) })}
      </div></div>`;
  }
}

defineElement("plb-alert-routing-page", AlertRoutingPage);
