import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { presentError } from "../../data/presented-error.ts";
import { QueryController } from "../../data/query-controller.ts";
import { badge } from "../../parts/badge.ts";
import { confirmStep } from "../../parts/confirm-step.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { field, selectField } from "../../parts/field.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { loadError } from "../../parts/load-error.ts";
import type { MarkState } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { toast } from "../../parts/toast.ts";
import { navigate } from "../../router.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import "./alerts.css";
import { dryRun } from "./dry-run.ts";
import { draftAt } from "./new-rule-address.ts";
import { definitionOf, draftOf, emptyDraft, type RuleDraft } from "./rule-draft.ts";
import { effectFields } from "./rule-effect-fields.ts";
import { conditionFields } from "./rule-fields.ts";
import {
  AlertRulePageDocument,
  type AlertRulePageQuery,
  AlertRulePreviewDocument,
  type AlertRuleRowFragment,
  CreateAlertRuleDocument,
  DeleteAlertRuleDocument,
  DisableAlertRuleDocument,
  EnableAlertRuleDocument,
  RuleChoicesDocument,
  RuleVocabularyDocument,
  UpdateAlertRuleDocument,
} from "./rules.gen.ts";

type Rule = Extract<NonNullable<AlertRulePageQuery["node"]>, { __typename: "AlertRule" }>;

/** Milliseconds of rest after which what is typed is tried. */
const restMs = 500;

const severities = (["CRITICAL", "ERROR", "WARNING", "INFO"] as const).map((value) => ({
  value,
  label: value.charAt(0) + value.slice(1).toLowerCase(),
}));

/** A rule and, beside it, what it would have done in the last 24 hours while it is being written. */
export class AlertRulePage extends WorkspacePage {
  static override properties = {
    ...WorkspacePage.properties,
    draft: { state: true },
    tenantId: { state: true },
    tried: { state: true },
  };
  declare draft: RuleDraft;
  /** Whose events it looks at only; empty for everything. */
  declare tenantId: string;
  /** The definition whose dry run is shown, as text. */
  declare tried: string;
  #form = new FormController(this);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #taken = "";
  #read = new QueryController(this, {
    document: AlertRulePageDocument,
    variables: () => (this.itemId && !this.#isNew ? { id: this.itemId } : undefined),
  });
  #vocabulary = new QueryController(this, { document: RuleVocabularyDocument, variables: () => ({}) });
  #choices = new QueryController(this, {
    document: RuleChoicesDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });
  #preview = new QueryController(this, {
    document: AlertRulePreviewDocument,
    variables: () =>
      this.slug && this.tried
        ? { slug: this.slug, definition: JSON.parse(this.tried), tenantId: this.tenantId || null }
        : undefined,
  });

  constructor() {
    super();
    this.draft = emptyDraft;
    this.tenantId = "";
    this.tried = "";
  }

  get #isNew(): boolean {
    return this.itemId === "new";
  }

  get #rule(): Rule | undefined {
    const node = this.#read.data?.node;
    return node?.__typename === "AlertRule" ? node : undefined;
  }

  override willUpdate(): void {
    const rule = this.#rule;
    const key = this.#isNew ? `new?${this.search}` : rule ? `${rule.id}.${rule.version}` : "";
    if (key === "" || key === this.#taken) return;
    this.#taken = key;
    this.draft = rule ? draftOf(rule.definition) : draftAt(this.search);
    this.tenantId = rule?.tenant?.id ?? "";
    this.tried = JSON.stringify(definitionOf(this.draft));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  #change = (change: Partial<RuleDraft>): void => {
    this.draft = { ...this.draft, ...change };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.tried = JSON.stringify(definitionOf(this.draft));
    }, restMs);
  };

  async #save(values: Record<string, string>): Promise<void> {
    const said = {
      name: values.name ?? "",
      owner: values.owner ?? "",
      severity: (values.severity ?? "WARNING") as AlertRuleRowFragment["severity"],
      tenantId: this.tenantId || null,
      definition: definitionOf(this.draft),
    };
    if (this.#isNew) {
      const { rule } = await mutate(CreateAlertRuleDocument, { input: { workspaceId: this.workspaceId, ...said } });
      toast("The rule looks at what happens from now on.");
      navigate(`/w/${this.slug}/alerts/rules/${rule.id}`);
      return;
    }
    const { rule } = await mutate(UpdateAlertRuleDocument, { input: { ruleId: this.itemId, ...said } });
    toast(`Saved as version ${rule.version}.`);
    await this.#read.refetch();
  }

  async #switch(rule: Rule): Promise<void> {
    const input = { ruleId: rule.id };
    await runStep(async () => {
      if (rule.enabled) await mutate(DisableAlertRuleDocument, { input });
      else await mutate(EnableAlertRuleDocument, { input });
      await this.#read.refetch();
    });
  }

  async #delete(rule: Rule): Promise<void> {
    const consequence = "Nothing of this is watched any more, and its open alerts end. Its history stays.";
    if (!(await confirmStep({ title: `Delete ${rule.name}`, consequence, verb: "Delete", danger: true }))) return;
    const done = await runStep(
      async () => void (await mutate(DeleteAlertRuleDocument, { input: { ruleId: rule.id } })),
    );
    if (done) navigate(this.at("alerts/rules"));
  }

  /** Issues stand at the field that they name, whichever asked: the dry run or the saving. */
  #errorOf = (path: string): string | undefined => {
    const tried = this.#preview.error ? presentError(this.#preview.error).fields : {};
    return this.#form.errorOf(path) ?? tried[path];
  };

  #tenant(rule: Rule | undefined): TemplateResult {
    const listed = this.#choices.data?.workspace?.tenants;
    const nodes = listed?.nodes ?? [];
    const own = rule?.tenant && !nodes.some(({ id }) => id === rule.tenant?.id) ? [rule.tenant] : [];
    const measured = this.draft.kind !== "event" && this.draft.kind !== "absence";
    const more = (listed?.totalCount ?? 0) > nodes.length ? ` The first ${nodes.length} stand here.` : "";
    return selectField({
      name: "tenant",
      label: "Whose",
      value: this.tenantId,
      options: [
        { value: "", label: "Everything" },
        ...[...own, ...nodes].map(({ id, name }) => ({ value: id, label: name })),
      ],
      hint: `${measured ? "A series is measured over all tenants; its alerts are then this tenant's." : "Only what belongs to this tenant is looked at."}${more}`,
      error: this.#form.errorOf("tenantId"),
      onChange: (tenantId) => {
        this.tenantId = tenantId;
      },
    });
  }

  #editor(rule: Rule | undefined): TemplateResult {
    const vocabulary = this.#vocabulary.data;
    if (!vocabulary) return skeleton(6);
    const allowed = this.can("alert_rules:write");
    const fields = { draft: this.draft, vocabulary, errorOf: this.#errorOf, change: this.#change };
    const { formError: refused } = this.#form;
    return html`<form class="rule-editor" @submit=${this.#form.handle((values) => this.#save(values))}>
      ${refused ? formError(refused) : nothing}
      ${field({ name: "name", label: "Name", value: rule?.name ?? this.search.get("name") ?? "", required: true, maxlength: 120, placeholder: "Deliveries are refused", error: this.#form.errorOf("name"), hint: "Its alerts have it as their title." })}
      <div class="fields-row">${selectField({ name: "severity", label: "Severity", value: rule?.severity ?? "WARNING", options: severities })}
      ${field({ name: "owner", label: "Who answers for it", value: rule?.owner ?? "", maxlength: 120, error: this.#form.errorOf("owner") })}</div>
      ${this.#tenant(rule)}
      ${conditionFields(fields)}${effectFields({ ...fields, ruleId: rule?.id ?? "", choices: this.#choices.data?.workspace ?? undefined, routingHref: this.at("alerts/routing") })}
      ${allowed ? html`<p class="row"><button class="btn primary" ?disabled=${this.#form.busy}>${rule ? "Save" : "Make the rule"}</button></p>` : nothing}
    </form>`;
  }

  #dryRun(): TemplateResult {
    const preview = this.#preview.data?.workspace?.alertRulePreview;
    const { error } = this.#preview;
    const unfinished = error !== undefined && Object.keys(presentError(error).fields).length > 0;
    const body = unfinished
      ? emptyState({
          title: "Not a rule yet",
          words: "The fields in red say what is missing; then it is tried at once.",
        })
      : error
        ? loadError(error, () => void this.#preview.refetch())
        : preview
          ? dryRun(preview)
          : skeleton(3);
    return panel({
      id: "dry-run",
      title: "Dry run",
      meta: "the last 24 hours, by the code that evaluates; nothing is written",
      body,
    });
  }

  override render(): TemplateResult {
    const rule = this.#rule;
    const name = this.#isNew ? "New rule" : (rule?.name ?? "Rule");
    this.describe({
      crumbs: [
        { label: "Alerts", href: this.at("alerts") },
        { label: "Rules", href: this.at("alerts/rules") },
        { label: name },
      ],
      reads: this.#preview,
    });
    if (!this.#isNew && !rule)
      return html`<h1 class="vh">Rule</h1><div class="panel">${this.#read.error ? loadError(this.#read.error, () => void this.#read.refetch()) : this.#read.data ? emptyState({ title: "There is no such rule", words: "It may have been deleted." }) : skeleton(4)}</div>`;
    const state = (rule?.claim.state.toLowerCase() ?? "claimed") as MarkState;
    const seen = rule?.claim.proof && `${rule.claim.proof.what}.`;
    const words = rule?.claim.reason ?? seen ?? "";
    const actions =
      rule && this.can("alert_rules:write") && !rule.deletedAt
        ? html`<button class="btn" type="button" @click=${() => void this.#switch(rule)}>${rule.enabled ? "Disable" : "Enable"}</button><button class="btn danger" type="button" @click=${() => void this.#delete(rule)}>Delete</button>`
        : undefined;
    return html`${pageHead({ title: name, badge: rule ? badge(rule.deletedAt ? "stale" : state, rule.deletedAt ? "Deleted" : rule.enabled ? (state === "proven" ? "Evaluated" : state === "broken" ? "Fails" : "Not evaluated yet") : "Off") : undefined, sub: rule ? html`Version ${rule.version}. ${words}` : "What matters, and who is told. The dry run says what it would have found.", actions })}
      <div class="cols seven-five"><div class="stack">${panel({ id: "rule", title: "The rule", pad: true, body: this.#editor(rule) })}</div><div class="stack">${this.#dryRun()}</div></div>`;
  }
}

defineElement("plb-alert-rule-page", AlertRulePage);
