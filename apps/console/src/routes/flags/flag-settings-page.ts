import { html, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { PresentedError } from "../../data/presented-error.ts";
import { QueryController } from "../../data/query-controller.ts";
import { confirmStep } from "../../parts/confirm-step.ts";
import { defineElement } from "../../parts/define-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { mark } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { toast } from "../../parts/toast.ts";
import { EventsController } from "../../session/events-controller.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { askApproval } from "./ask-approval.ts";
import { askReason } from "./ask-reason.ts";
import type { FlagChanges } from "./changes-panel.ts";
import { exportFlags } from "./export-flags.ts";
import { FlagSettingsDocument, type FlagSettingsQuery, SetFlagEnvironmentSettingsDocument } from "./settings.gen.ts";
import "./changes-panel.ts";
import "./flags.css";

type Environment = NonNullable<FlagSettingsQuery["workspace"]>["environments"]["nodes"][number];

/** In which environments a second member must approve a change, what waits for that, and flags as a file. */
export class FlagSettingsPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: FlagSettingsDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });

  constructor() {
    super();
    const types = ["flag_environment.", "flag.change_", "environment."];
    new EventsController(this, { types, gather: 300, onEvents: () => void this.#again() });
  }

  async #again(): Promise<void> {
    this.querySelector<FlagChanges>("plb-flag-changes")?.again();
    await this.#read.refetch();
  }

  async #askFor({ id, name }: Environment): Promise<void> {
    const agreed = await confirmStep({
      title: `Ask for a second member in ${name}`,
      consequence:
        "Every change of what a flag answers there waits until somebody else approves it. A kill never waits. To end it, somebody else must approve again.",
      verb: "Ask for approval",
    });
    if (!agreed) return;
    await runStep(async () => {
      await mutate(SetFlagEnvironmentSettingsDocument, { input: { environmentId: id, requiresApproval: true } });
      toast(`${name} asks for a second member.`);
      await this.#again();
    });
  }

  /** A second member agrees to it, as to every change; who is the only one left decides alone. */
  async #end({ id, name }: Environment): Promise<void> {
    const reason = await askReason({
      title: `Let one member change flags in ${name}`,
      intro: "Another member approves it first, unless nobody else could. What waits for approval now still waits.",
      verb: "Ask no longer",
    });
    if (!reason) return;
    const settings = { environmentId: id, requiresApproval: false };
    await runStep(async () => {
      try {
        await mutate(SetFlagEnvironmentSettingsDocument, { input: settings });
        toast(`${name} asks for nobody.`);
      } catch (error) {
        if (!(error instanceof PresentedError) || error.code !== "PRECONDITION_FAILED") throw error;
        await askApproval(this.workspaceId, { settings }, reason);
      }
      await this.#again();
    });
  }

  #environment(environment: Environment, may: boolean): TemplateResult {
    const asks = environment.flagSettings?.requiresApproval ?? false;
    const words = asks
      ? "Every change waits until a second member approves it. A kill never waits."
      : "A change takes effect as soon as it is saved.";
    const step = may
      ? html`<span class="when tail"><button class="btn small" type="button" aria-label="${asks ? "Ask no longer" : "Ask for approval"} in ${environment.name}" @click=${() => void (asks ? this.#end(environment) : this.#askFor(environment))}>${asks ? "Ask no longer" : "Ask for approval"}</button></span>`
      : html`<span class="when">${asks ? "approval needed" : "no approval"}</span>`;
    return html`<li data-item>${mark(asks ? "proven" : "passed", asks ? "Approval needed" : "No approval")}<span class="what">${environment.name} <code class="quiet">${environment.key}</code></span>${step}<p class="proof">${words}</p></li>`;
  }

  override render(): TemplateResult {
    this.describe({
      crumbs: [{ label: "Flags", href: this.at("flags") }, { label: "Settings" }],
      reads: this.#read,
      live: true,
    });
    if (this.#read.error) return loadError(this.#read.error, () => void this.#read.refetch());
    const environments = this.#read.data?.workspace?.environments.nodes;
    if (!environments) return skeleton(4);
    const may = this.can("flag_settings:write");
    const into = this.can("flags:write")
      ? html`<a class="btn" href=${this.at("flags/import")}>Import flags</a>`
      : undefined;
    return html`${pageHead({ title: "Flag settings", sub: "Who must agree before a flag changes, and flags as a file." })}
      <div class="stack">
        ${panel({
          id: "approvals",
          title: "Approval by a second member",
          meta: may ? "by environment" : "an owner or admin of this workspace chooses",
          body: html`<ul class="claims" aria-label="Approval by environment">${environments.map((each) => this.#environment(each, may))}</ul>`,
        })}
        <plb-flag-changes .slug=${this.slug} .may=${this.can("flags:write")}></plb-flag-changes>
        ${panel({
          id: "file",
          title: "Flags as a file",
          pad: true,
          body: html`<p>Every flag and segment with its settings and overrides. Their salts come along: who is in a share stays in it wherever the file is imported.</p><div class="row"><button class="btn" type="button" @click=${() => void exportFlags(this.slug)}>Export flags</button>${into}</div>`,
        })}
      </div>`;
  }
}

defineElement("plb-flag-settings-page", FlagSettingsPage);
