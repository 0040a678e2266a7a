import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { mutate } from "../../data/client.ts";
import { defineElement } from "../../parts/define-element.ts";
import { field } from "../../parts/field.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { panel } from "../../parts/panel.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import { askApproval } from "./ask-approval.ts";
import { UpdateFlagDocument } from "./edit.gen.ts";
import type { FlagView } from "./flag-page.ts";
import { variantFields } from "./variant-fields.ts";
import {
  addedRow,
  isDraftChanged,
  rebasedDraft,
  type VariantRow,
  type VariantsDraft,
  variantsDraftOf,
  wishedVariants,
} from "./variants-draft.ts";

/** Most variants of a flag, as the API allows. */
const most = 100;

/** What a flag can answer, being changed. It holds in every environment, and is saved apart from what one of them does. */
export class EditVariants extends LightElement {
  static override properties = {
    flag: { attribute: false },
    workspaceId: { attribute: false },
    changed: { attribute: false },
    draft: { state: true },
    saved: { state: true },
  };
  /** The flag as it was read last. */
  declare flag: FlagView | undefined;
  declare workspaceId: string;
  /** Reads the flag anew; done when it stands in `flag`. */
  declare changed: () => Promise<void>;
  declare draft: VariantsDraft;
  /** What the draft began with. */
  declare saved: FlagView | undefined;
  #form = new FormController(this);
  #focus = "";

  constructor() {
    super();
    this.flag = undefined;
    this.workspaceId = "";
    this.changed = async () => {};
    this.draft = { rows: [], schema: "" };
    this.saved = undefined;
  }

  override willUpdate(): void {
    const { flag } = this;
    // What somebody else saved never takes the words out of one's hands: then the saving is refused, and says how to go on.
    if (flag && flag !== this.saved && !this.isChanged) this.#take(flag);
  }

  #take(flag: FlagView): void {
    this.saved = flag;
    this.draft = variantsDraftOf(flag);
  }

  override updated(): void {
    if (!this.#focus) return;
    this.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = "";
  }

  /** Whether there is anything that is not saved. */
  get isChanged(): boolean {
    return this.saved !== undefined && isDraftChanged(this.draft, this.saved);
  }

  /** Names of the environments that ask for a second member. */
  get #asking(): string[] {
    const environments = (this.flag?.configurations.nodes ?? []).flatMap(({ environment }) => environment ?? []);
    return environments.flatMap(({ name, flagSettings }) => (flagSettings?.requiresApproval ? [name] : []));
  }

  /** The first thing that is wrong at a path or below it, with the rest of the way to it. */
  #errorUnder = (path: string): string | undefined => {
    const found = Object.entries(this.#form.error?.fields ?? {}).find(
      ([name]) => name === path || name.startsWith(`${path}.`),
    );
    if (!found) return undefined;
    const [name, words] = found;
    this.#form.errorOf(name);
    return name === path ? words : `${name.slice(path.length + 1)}: ${words}`;
  };

  #change(row: VariantRow, part: Partial<VariantRow>): void {
    const { draft } = this;
    this.draft = { ...draft, rows: draft.rows.map((each) => (each.id === row.id ? { ...each, ...part } : each)) };
  }

  #remove(row: VariantRow): void {
    this.#form.error = undefined;
    if (row.was) this.#change(row, { removed: !row.removed });
    else this.draft = { ...this.draft, rows: this.draft.rows.filter(({ id }) => id !== row.id) };
    this.#focus = row.was ? `[data-row="${row.id}"] .btn` : ".variants-add";
  }

  #add = (): void => {
    const row = addedRow(this.saved?.valueKind ?? "STRING");
    this.draft = { ...this.draft, rows: [...this.draft.rows, row] };
    this.#focus = `[id="f-variant-key-${row.id}"]`;
  };

  /** Takes what somebody else saved meanwhile as the new ground and lays one's own changes on it. */
  #rebase = async (): Promise<void> => {
    await this.changed();
    const { flag, saved, draft } = this;
    if (!flag || !saved) return;
    this.draft = rebasedDraft(draft, saved, flag);
    this.saved = flag;
    this.#form.error = undefined;
    toast("Your changes now stand on the newest version. Look at them, then save.");
  };

  async #save({ variantsReason = "" }: Record<string, string>): Promise<void> {
    const before = this.saved;
    if (!before) return;
    const reason = variantsReason.trim();
    const flag = { flagId: before.id, expectedVersion: before.revision, ...wishedVariants(this.draft, before) };
    if (this.#asking.length > 0) await askApproval(this.workspaceId, { flag }, reason);
    else {
      await mutate(UpdateFlagDocument, { input: { ...flag, reason: reason || null } });
      toast("The variants are saved, in every environment.", { stay: 10_000, undo: () => void this.#undo(before) });
    }
    await this.changed();
    this.#take(this.flag ?? before);
  }

  async #undo(before: FlagView): Promise<void> {
    await runStep(async () => {
      const { variants, jsonSchema } = wishedVariants(variantsDraftOf(before), before);
      const schema = jsonSchema === undefined ? {} : { jsonSchema };
      await mutate(UpdateFlagDocument, { input: { flagId: before.id, variants, ...schema } });
      toast("The variants are as they were.");
      await this.changed();
    });
  }

  #rows({ valueKind }: FlagView): TemplateResult {
    let sent = 0;
    const one = (row: VariantRow): TemplateResult => {
      // A refusal names a variant by its place among those that were sent.
      const at = row.removed ? -1 : sent++;
      return variantFields({
        row,
        kind: valueKind,
        errorUnder: (path) => (at < 0 ? undefined : this.#errorUnder(`variants.${at}.${path}`)),
        change: (part) => this.#change(row, part),
        remove: () => this.#remove(row),
      });
    };
    return html`<ul class="variants">${repeat(
      this.draft.rows.map((row) => ({ row, drawn: one(row) })),
      ({ row }) => row.id,
      ({ drawn }) => drawn,
    )}</ul>`;
  }

  #schema(): TemplateResult {
    return field({
      name: "variants-schema",
      label: "JSON schema",
      type: "textarea",
      mono: true,
      value: this.draft.schema,
      placeholder: '{"type": "object", "required": ["size"]}',
      hint: "Every value must keep it. Empty: any object or list.",
      error: this.#errorUnder("jsonSchema"),
      onInput: (schema) => {
        this.draft = { ...this.draft, schema };
      },
    });
  }

  #saving(saved: FlagView): TemplateResult {
    const { error } = this.#form;
    const asking = this.#asking;
    const asks = asking.length > 0;
    const hint = asks
      ? `${asking.join(", ")}: a second member must approve it before anything changes.`
      : "It stands in the history.";
    return html`${error?.code === "CONFLICT" ? html`<button class="btn" type="button" @click=${this.#rebase}>Put my changes on the newest version</button>` : nothing}
      ${field({ name: "variantsReason", label: "Why the variants change", maxlength: 500, required: asks, hint, error: this.#errorUnder("reason") })}
      <div class="row"><button class="btn primary" ?disabled=${this.#form.busy}>${asks ? "Ask to change the variants" : "Save the variants"}</button><button class="btn" type="button" @click=${() => this.#giveUp(saved)}>Give up</button></div>`;
  }

  #giveUp(saved: FlagView): void {
    this.#form.error = undefined;
    this.#take(this.flag ?? saved);
  }

  override render(): TemplateResult | typeof nothing {
    const { saved, draft } = this;
    if (!saved) return nothing;
    const rows = this.#rows(saved);
    const schema = saved.valueKind === "JSON" ? this.#schema() : nothing;
    const saving = this.isChanged ? this.#saving(saved) : nothing;
    // After the fields: only then it is known which of the errors stands at one.
    const refused = this.#form.formError;
    return panel({
      id: "edit-variants",
      title: "Variants",
      meta: "what it can answer, in every environment; saved apart",
      pad: true,
      body: html`<form @submit=${this.#form.handle((values) => this.#save(values))}>${rows}
        ${draft.rows.length < most ? html`<button class="btn small variants-add" type="button" @click=${this.#add}>Add a variant</button>` : nothing}
        ${schema}${refused ? formError(refused) : nothing}${saving}</form>`,
    });
  }
}

defineElement("plb-flag-variants", EditVariants);
