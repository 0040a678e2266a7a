import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { exactTime } from "../../parts/clock.ts";
import { confirmDangerous } from "../../parts/confirm-dangerous.ts";
import { confirmStep } from "../../parts/confirm-step.ts";
import { defineElement } from "../../parts/define-element.ts";
import { field, selectField } from "../../parts/field.ts";
import { FormController } from "../../parts/form-controller.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { formError } from "../../parts/form-error.ts";
import { loadError } from "../../parts/load-error.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { runStep } from "../../parts/run-step.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { submitButton } from "../../parts/submit-button.ts";
import { toast } from "../../parts/toast.ts";
import { navigate } from "../../router.ts";
import { session } from "../../session/session.ts";
import { workspace } from "../../session/workspace.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { roleLabel } from "../members/roles.ts";
import {
  CancelWorkspaceDeletionDocument,
  LeaveWorkspaceDocument,
  RemoveDemoDataDocument,
  RequestWorkspaceDeletionDocument,
  TransferOwnershipDocument,
  UpdateWorkspaceDocument,
  WorkspaceSettingsDocument,
  type WorkspaceSettingsQuery,
} from "./settings.gen.ts";

type Settings = NonNullable<WorkspaceSettingsQuery["workspace"]>;

/** The workspace itself: its name and address, leaving it, giving it over, deleting it. */
export class SettingsPage extends WorkspacePage {
  #read = new QueryController(this, {
    document: WorkspaceSettingsDocument,
    variables: () => (this.slug ? { slug: this.slug } : undefined),
  });
  #form = new FormController(this);

  #save = this.#form.handle(async ({ name = "", slug = "" }) => {
    const { workspace: saved } = await mutate(UpdateWorkspaceDocument, {
      input: { workspaceId: this.workspaceId, name: name.trim(), slug: slug.trim() },
    });
    toast("The workspace is saved.");
    await session.refresh();
    if (saved.slug === this.slug) await Promise.all([workspace.refresh(), this.#read.refetch()]);
    else navigate(`/w/${saved.slug}/settings`, { replace: true });
  });

  /** A demo goes at once, without a grace period, and its simulated traffic with it. */
  async #removeDemo(): Promise<void> {
    const done = await runStep(
      async () => void (await mutate(RemoveDemoDataDocument, { input: { workspaceId: this.workspaceId } })),
    );
    if (!done) return;
    toast("The demo is removed, and the simulated traffic has stopped.");
    await session.refresh();
    navigate("/", { replace: true });
  }

  async #leave(settings: Settings): Promise<void> {
    if (
      !(await confirmStep({
        title: `Leave ${settings.name}`,
        consequence: "You see nothing of it any more, until somebody invites you again.",
        verb: "Leave",
        danger: true,
      }))
    )
      return;
    const done = await runStep(
      async () => void (await mutate(LeaveWorkspaceDocument, { input: { workspaceId: this.workspaceId } })),
    );
    if (!done) return;
    await session.refresh();
    navigate("/", { replace: true });
  }

  async #transfer(settings: Settings): Promise<void> {
    const others = settings.members.nodes.filter((each) => each.user?.id !== session.viewer?.id);
    const done = await openFormDialog({
      title: "Transfer the ownership",
      verb: "Transfer",
      danger: true,
      intro:
        others.length === 0
          ? "Nobody else is a member yet. Invite somebody first."
          : "They become owner, and you become admin.",
      fields: ({ errorOf }) =>
        selectField({
          name: "memberId",
          label: "To",
          options: others.map((each) => ({
            value: each.id,
            label: `${each.user?.name ?? "Somebody"}, ${roleLabel(each.role).toLowerCase()}`,
          })),
          error: errorOf("memberId"),
        }),
      submit: ({ memberId = "" }) => mutate(TransferOwnershipDocument, { input: { memberId } }),
    });
    if (!done) return;
    toast("The ownership is transferred.");
    await Promise.all([session.refresh(), workspace.refresh(), this.#read.refetch()]);
  }

  async #delete(settings: Settings): Promise<void> {
    if (
      !(await confirmDangerous({
        title: `Delete ${settings.slug}`,
        name: settings.slug,
        consequence:
          "After 14 days everything in it is deleted for good: integrations, signals, keys, history. Until then any owner can keep it.",
      }))
    )
      return;
    await runStep(async () => {
      await mutate(RequestWorkspaceDeletionDocument, {
        input: { workspaceId: this.workspaceId, confirmSlug: settings.slug },
      });
      await Promise.all([workspace.refresh(), this.#read.refetch()]);
    });
  }

  async #keep(): Promise<void> {
    await runStep(async () => {
      await mutate(CancelWorkspaceDeletionDocument, { input: { workspaceId: this.workspaceId } });
      toast("It stays.");
      await Promise.all([workspace.refresh(), this.#read.refetch()]);
    });
  }

  #name(settings: Settings): TemplateResult {
    const may = this.can("workspace:write");
    return panel({
      id: "name",
      title: "Name and address",
      pad: true,
      body: html`<form class="form narrow" @submit=${this.#save}>
      ${this.#form.formError ? formError(this.#form.formError) : nothing}
      ${field({ name: "name", label: "Name", value: settings.name, required: true, maxlength: 80, readonly: !may, error: this.#form.errorOf("name") })}
      ${field({ name: "slug", label: "Address", prefix: `${location.host}/w/`, value: settings.slug, required: true, maxlength: 48, readonly: !may, error: this.#form.errorOf("slug"), hint: "Links with the old address stop working. Addresses of doors and keys stay." })}
      ${may ? html`<div>${submitButton(this.#form, "Save")}</div>` : nothing}</form>`,
    });
  }

  #end(settings: Settings): TemplateResult {
    const owner = this.can("workspace:delete");
    return panel({
      id: "end",
      title: "Leaving and deleting",
      body: html`<ul class="claims steps-list">
      <li><span></span><span class="what">Leave this workspace</span><span class="when tail"><button class="btn" type="button" @click=${() => this.#leave(settings)}>Leave</button></span><p class="proof">${owner ? "The last owner cannot leave; transfer the ownership first." : "Somebody has to invite you to come back."}</p></li>
      ${this.can("owners:write") ? html`<li><span></span><span class="what">Transfer the ownership</span><span class="when tail"><button class="btn" type="button" @click=${() => this.#transfer(settings)}>Transfer</button></span><p class="proof">To another member. You become admin.</p></li>` : nothing}
      ${owner ? html`<li><span></span><span class="what">${settings.deletesAt ? `It will be deleted on ${exactTime(settings.deletesAt)}` : "Delete this workspace"}</span><span class="when tail">${settings.deletesAt ? html`<button class="btn primary" type="button" @click=${this.#keep}>Keep it</button>` : html`<button class="btn danger" type="button" @click=${() => this.#delete(settings)}>Delete ${settings.slug}</button>`}</span><p class="proof">${settings.deletesAt ? "Until then nothing is lost." : "After a grace period, in which any owner can keep it."}</p></li>` : nothing}
    </ul>`,
    });
  }

  override render(): TemplateResult {
    this.describe({ crumbs: [{ label: "Settings" }], reads: this.#read });
    const { data, error } = this.#read;
    const settings = data?.workspace;
    return html`${pageHead({ title: "Settings", sub: settings ? html`Workspace of ${exactTime(settings.createdAt, "day")}. You are ${settings.viewerRole ? roleLabel(settings.viewerRole).toLowerCase() : "a guest"} here.` : undefined })}
      ${
        settings
          ? html`<div class="cols seven-five"><div class="stack">${this.#name(settings)}</div><div class="stack">
        ${settings.demo && this.can("workspace:delete") ? panel({ id: "demo", title: "Demo", pad: true, body: html`<div class="form"><p class="soft">Simulated traffic comes through the real doors. Removing it takes out everything it made, and stops it.</p><p><button class="btn" type="button" @click=${this.#removeDemo}>Remove the demo data</button></p></div>` }) : nothing}
        ${this.#end(settings)}</div></div>`
          : html`<div class="panel">${error ? loadError(error, () => void this.#read.refetch()) : skeleton(3)}</div>`
      }`;
  }
}

defineElement("plb-settings-page", SettingsPage);
