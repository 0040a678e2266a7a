import { html, nothing, type TemplateResult } from "lit";
import { ListController } from "../../data/list-controller.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { listBody } from "../../parts/list-body.ts";
import { type MarkState, mark, stateWord } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { alertTabs } from "./alert-tabs.ts";
import { severityMark, severityWord } from "./alert-words.ts";
import "./alerts.css";
import {
  AlertRuleListDocument,
  type AlertRuleListQuery,
  type AlertRuleListQueryVariables,
  type AlertRuleRowFragment,
} from "./rules.gen.ts";

/** What is watched, each rule with the proof that it really is. */
export class AlertRulesPage extends WorkspacePage {
  #list = new ListController<AlertRuleListQuery, AlertRuleListQueryVariables, AlertRuleRowFragment>(this, {
    document: AlertRuleListDocument,
    variables: () => (this.slug ? { slug: this.slug, first: 50 } : undefined),
    connection: (data) => data.workspace?.alertRules,
    idOf: (rule) => rule.id,
  });

  constructor() {
    super();
    new EventsController(this, {
      types: ["alert_rule.", "alert."],
      gather: 500,
      onEvents: () => void this.#list.refetch(),
    });
  }

  #state({ enabled, claim }: AlertRuleRowFragment): TemplateResult {
    if (!enabled) return stateWord("passed", "Off");
    const state = claim.state.toLowerCase() as MarkState;
    return stateWord(
      state,
      { proven: "Evaluated", claimed: "Not evaluated yet", broken: "Fails" }[state as "proven"] ?? undefined,
    );
  }

  #table(): TemplateResult {
    return dataTable<AlertRuleRowFragment>({
      label: "Alert rules",
      rows: this.#list.nodes,
      key: (each) => each.id,
      href: (each) => this.at(`alerts/rules/${each.id}`),
      columns: [
        {
          head: "Rule",
          cell: (each) =>
            html`<span class="alert-title">${mark(severityMark(each.severity), severityWord(each.severity))}<a href=${this.at(`alerts/rules/${each.id}`)}><b>${each.name}</b></a>${each.tenant ? html`<span class="tag">${each.tenant.name}</span>` : nothing}</span><span class="sub">${each.claim.reason ?? (each.claim.proof ? `${each.claim.proof.what}.` : "")}${each.owner ? ` ${each.owner} answers for it.` : ""}</span>`,
        },
        { head: "Watches", wide: true, cell: (each) => html`${each.kind.toLowerCase()}` },
        { head: "State", cell: (each) => this.#state(each) },
        { head: "Last proof", num: true, wide: true, cell: (each) => timeAgo(each.claim.proof?.when) },
      ],
    });
  }

  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Alerts", href: this.at("alerts") }, { label: "Rules" }],
      reads: this.#list,
      live: true,
    });
    const make = this.can("alert_rules:write")
      ? html`<a class="btn primary" href=${this.at("alerts/rules/new")}>Make a rule</a>`
      : undefined;
    return html`${pageHead({ title: "Alert rules", sub: "What is watched. Solid is what was really evaluated; everything else is only set up.", actions: html`${alertTabs(this.slug, "/rules")}${make ?? nothing}` })}
      ${panel({ id: "rules", title: "Rules", className: "alerts", body: listBody(this.#list, { body: () => this.#table(), empty: () => emptyState({ title: "Nothing is watched yet", words: "Say what matters; the dry run shows at once what it would have found in the last 24 hours.", action: make }) }) })}`;
  }
}

defineElement("plb-alert-rules-page", AlertRulesPage);
