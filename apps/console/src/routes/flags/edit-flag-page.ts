import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { field, selectField } from "../../parts/field.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { loadError } from "../../parts/load-error.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { toast } from "../../parts/toast.ts";
import { navigate } from "../../router.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { changeDiff } from "../audit/change-diff.ts";
import { type ConfigurationDraft, changedIn, draftOf } from "./configuration-draft.ts";
import "./edit-variants.ts";
import {
  EditFlagDocument,
  type EditFlagQuery,
  RequestFlagChangeDocument,
  ScheduleFlagChangeDocument,
} from "./edit.gen.ts";
import type { EditVariants } from "./edit-variants.ts";
import { UpdateFlagConfigurationDocument } from "./flag.gen.ts";
import type { ConfigurationView } from "./flag-page.ts";
import { listFields, prerequisiteFields, scheduleFields } from "./list-fields.ts";
import { pathsBetween } from "./paths-between.ts";
import { rolloutFields } from "./rollout-fields.ts";
import { ruleCards } from "./rule-cards.ts";
import { serveFields } from "./serve-fields.ts";
import "./flags.css";

type Flag = Extract<NonNullable<EditFlagQuery["node"]>, { __typename: "Flag" }>;

const saveVerbs: Record<string, string> = { request: "Ask for approval", schedule: "Plan it" };

/** What a flag does in one environment, being changed: the difference stands beside it, and is what is saved. */
export class EditFlagPage extends WorkspacePage {
  static override properties = {
    ...WorkspacePage.properties,
    draft: { state: true },
    saved: { state: true },
    how: { state: true },
  };
  declare draft: ConfigurationDraft | undefined;
  /** What the draft began with. */
  declare saved: ConfigurationView | undefined;
  /** How it is to happen; undefined until somebody chooses, which asks for approval where that is needed. */
  declare how: string | undefined;
  #form = new FormController(this);
  #read = new QueryController(this, {
    document: EditFlagDocument,
    variables: () => {
      const environmentId = this.search.get("environment");
      return this.itemId && environmentId && this.slug
        ? { id: this.itemId, environmentId, slug: this.slug }
        : undefined;
    },
  });

  constructor() {
    super();
    this.draft = undefined;
    this.saved = undefined;
    this.how = undefined;
  }

  get #environment() {
    const asked = this.search.get("environment");
    return this.#read.data?.workspace?.environments.nodes.find(({ id }) => id === asked);
  }

  get #flag(): Flag | undefined {
    const node = this.#read.data?.node;
    return node?.__typename === "Flag" ? node : undefined;
  }

  override willUpdate(): void {
    const configuration = this.#flag?.configuration as ConfigurationView | null | undefined;
    if (!configuration || this.draft) return;
    this.saved = configuration;
    this.draft = draftOf(configuration);
  }

  #change = (part: Partial<ConfigurationDraft>): void => {
    if (this.draft) this.draft = { ...this.draft, ...part };
  };

  /** The first thing that is wrong at a path, or below it. */
  #errorUnder = (path: string): string | undefined => {
    // A refusal names every step of the way alike: `rules.0.conditions.1`.
    const steps = path.replace(/\[(\d+)\]/g, ".$1");
    const found = Object.entries(this.#form.error?.fields ?? {}).find(
      ([name]) => name === steps || name.startsWith(`${steps}.`),
    );
    return found?.[1];
  };

  #again = async (): Promise<void> => {
    await this.#read.refetch();
    await this.updateComplete;
  };

  /** Takes what somebody else saved meanwhile as the new ground and lays one's own changes on it. */
  #rebase = async (): Promise<void> => {
    const own = this.saved && this.draft ? changedIn(draftOf(this.saved), this.draft) : {};
    await this.#read.refetch();
    const configuration = this.#flag?.configuration as ConfigurationView | null | undefined;
    if (!configuration) return;
    this.saved = configuration;
    this.draft = { ...draftOf(configuration), ...own };
    this.#form.error = undefined;
    toast("Your changes now stand on the newest version. Look at the difference, then save.");
  };

  async #save(values: Record<string, string>): Promise<void> {
    const { saved, draft } = this;
    const flag = this.#flag;
    const environmentId = this.search.get("environment") ?? "";
    if (!saved || !draft || !flag) return;
    const change = { flagId: flag.id, environmentId, ...changedIn(draftOf(saved), draft) };
    const reason = values.reason?.trim() ?? "";
    const { workspaceId } = this;
    if (values.how === "request") {
      await mutate(RequestFlagChangeDocument, { input: { workspaceId, configuration: change, reason } });
      toast("A second member is asked. Nothing has changed yet.");
    } else if (values.how === "schedule") {
      const applyAt = new Date(values.applyAt ?? "").toISOString();
      await mutate(ScheduleFlagChangeDocument, { input: { workspaceId, configuration: change, reason, applyAt } });
      toast("It is planned. Nothing has changed yet.");
    } else {
      const input = { ...change, reason: reason || null, expectedVersion: saved.version };
      const { configuration } = await mutate(UpdateFlagConfigurationDocument, { input });
      toast(`Saved as version ${configuration.version}.`);
    }
    await this.#leave();
  }

  /** Back to the flag; but whoever has variants in hand that are not saved keeps them. */
  async #leave(): Promise<void> {
    if (!this.querySelector<EditVariants>("plb-flag-variants")?.isChanged) return navigate(this.#back());
    await this.#read.refetch();
    this.draft = undefined;
    toast("Your changes of the variants are still here, and not saved yet.");
  }

  #back(): string {
    const key = this.#environment?.key;
    return `${this.at(`flags/${this.itemId}`)}${key ? `?environment=${key}` : ""}`;
  }

  #fields(flag: Flag, draft: ConfigurationDraft): TemplateResult {
    const variants = flag.variants.map(({ key }) => key);
    const bucketBy = flag.bucketBy ?? "targetingKey";
    const workspace = this.#read.data?.workspace;
    const segments = (workspace?.flagSegments.nodes ?? []).map(({ key }) => key);
    const flags = (workspace?.flags.nodes ?? []).map(({ key }) => key).filter((key) => key !== flag.key);
    const under = this.#errorUnder;
    const isList = flag.type === "TENANT_LIST" || flag.type === "USER_LIST";
    const rules = panel({
      id: "edit-rules",
      title: "Rules",
      meta: "the first whose conditions all hold decides; Alt and an arrow moves one",
      pad: true,
      body: ruleCards({
        rules: draft.rules,
        variants,
        segments,
        bucketBy,
        errorUnder: under,
        change: (next) => this.#change({ rules: next }),
      }),
    });
    const lists = html`${listFields("Always let in", draft.allow, (allow) => this.#change({ allow }))}${listFields("Never let in", draft.deny, (deny) => this.#change({ deny }))}`;
    const everyone = panel({
      id: "edit-serve",
      title: "What is answered",
      pad: true,
      body: html`<div class="fields-row">${serveFields({ label: "Those let in get", serve: draft.serve, variants, error: under("serve"), change: (serve) => serve !== undefined && this.#change({ serve }) })}
        ${selectField({ name: "defaultVariant", label: "Everybody else gets", value: draft.defaultVariant, options: variants.map((key) => ({ value: key, label: key })), error: under("defaultVariant"), onChange: (defaultVariant) => this.#change({ defaultVariant }) })}</div>
        ${isList ? lists : rolloutFields({ label: "Rollout", rollout: draft.rollout, bucketBy, error: under("rollout"), change: (rollout) => this.#change({ rollout }) })}
        ${flag.type === "SCHEDULE" ? scheduleFields(draft.schedule, (schedule) => this.#change({ schedule })) : nothing}`,
    });
    const further = panel({
      id: "edit-further",
      title: "Before the rules",
      pad: true,
      body: html`${isList ? rolloutFields({ label: "Rollout", rollout: draft.rollout, bucketBy, error: under("rollout"), change: (rollout) => this.#change({ rollout }) }) : lists}
        ${flag.type === "SCHEDULE" ? nothing : scheduleFields(draft.schedule, (schedule) => this.#change({ schedule }))}
        ${prerequisiteFields({ prerequisites: draft.prerequisites, flags, errorAt: (index) => under(`prerequisites[${index}]`), change: (prerequisites) => this.#change({ prerequisites }) })}`,
    });
    return html`${everyone}${rules}${further}`;
  }

  #saving(changes: Partial<ConfigurationDraft>): TemplateResult {
    const { saved, draft } = this;
    const nothingChanged = Object.keys(changes).length === 0;
    const { error } = this.#form;
    const conflict = error?.code === "CONFLICT";
    const asks = this.#environment?.flagSettings?.requiresApproval ?? false;
    const how = this.how ?? (asks ? "request" : "now");
    return panel({
      id: "edit-save",
      title: "What changes",
      pad: true,
      body: html`${error ? html`${formError(error)}${conflict ? html`<button class="btn" type="button" @click=${this.#rebase}>Put my changes on the newest version</button>` : nothing}` : nothing}
        ${nothingChanged || !saved || !draft ? emptyState({ title: "Nothing yet", words: "Every change stands here before it is saved." }) : changeDiff(pathsBetween(draftOf(saved), draft))}
        <form class="saving" @submit=${this.#form.handle((values) => this.#save(values))}>
          ${field({ name: "reason", label: "Reason", maxlength: 500, required: how !== "now", hint: "It stands in the history." })}
          ${selectField({
            name: "how",
            label: "When",
            value: how,
            hint: asks ? `${this.#environment?.name} asks for a second member before anything changes.` : undefined,
            onChange: (chosen) => {
              this.how = chosen;
            },
            options: [
              { value: "now", label: "Save now" },
              { value: "request", label: "Ask a second member to approve" },
              { value: "schedule", label: "Plan it for a time" },
            ],
          })}
          ${how === "schedule" ? field({ name: "applyAt", label: "Time", type: "datetime-local", required: true }) : nothing}
          <div class="row"><button class="btn primary" ?disabled=${nothingChanged || this.#form.busy}>${saveVerbs[how] ?? "Save"}</button><a class="btn" href=${this.#back()}>Give up</a></div>
        </form>`,
    });
  }

  override render(): TemplateResult {
    const flag = this.#flag;
    const { draft, saved } = this;
    const environment = this.#environment;
    this.describe({
      crumbs: [
        { label: "Flags", href: this.at("flags") },
        { label: flag?.key ?? "Flag", href: this.#back() },
        { label: "Edit" },
      ],
      reads: this.#read,
    });
    if (this.#read.error) return loadError(this.#read.error, () => void this.#read.refetch());
    if (!flag || !draft || !saved) return skeleton(6);
    return html`${pageHead({ title: html`<code>${flag.key}</code>`, sub: `What it does in ${environment?.name ?? "this environment"}, version ${saved.version}.` })}
      <div class="stack"><div class="cols seven-five"><div class="stack">${this.#fields(flag, draft)}</div><div class="stack">${this.#saving(changedIn(draftOf(saved), draft))}</div></div>
      ${flag.category === "platform" ? nothing : html`<plb-flag-variants .flag=${flag} .workspaceId=${this.workspaceId} .changed=${this.#again}></plb-flag-variants>`}</div>`;
  }
}

defineElement("plb-edit-flag-page", EditFlagPage);
