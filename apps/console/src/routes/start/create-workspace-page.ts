import { html, type TemplateResult } from "lit";
import { mutate, query } from "../../data/client.ts";
import { defineElement } from "../../parts/define-element.ts";
import { field } from "../../parts/field.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { type MarkState, mark } from "../../parts/mark.ts";
import { pageHead } from "../../parts/page-head.ts";
import { navigate } from "../../router.ts";
import { session } from "../../session/session.ts";
import { CreateWorkspaceDocument, SlugAvailabilityDocument } from "./create-workspace.gen.ts";
import { rememberWorkspace } from "./last-workspace.ts";
import { nameFromEmail, slugOf } from "./suggest-slug.ts";

interface Availability {
  slug: string;
  state: MarkState;
  words: string;
  /** Another slug that is free. */
  instead?: string | null;
}

/** Names a workspace. The address is suggested from the name and looked up while one types. */
export class CreateWorkspacePage extends LightElement {
  static override properties = { name: { state: true }, slug: { state: true }, availability: { state: true } };
  declare name: string;
  declare slug: string;
  declare availability: Availability | undefined;
  #ownSlug = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #form = new FormController(this);

  constructor() {
    super();
    this.name = nameFromEmail(session.viewer?.email ?? "");
    this.slug = slugOf(this.name);
    this.availability = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#look();
  }

  #type(name: string): void {
    this.name = name;
    if (!this.#ownSlug) this.#take(slugOf(name));
  }

  #take(slug: string): void {
    this.slug = slug;
    this.#look();
  }

  #look(): void {
    clearTimeout(this.#timer);
    const { slug } = this;
    if (slug === "") {
      this.availability = undefined;
      return;
    }
    this.availability = { slug, state: "running", words: "Looking whether it is free" };
    this.#timer = setTimeout(() => void this.#ask(slug), 250);
  }

  async #ask(slug: string): Promise<void> {
    try {
      const { slugAvailability: answer } = await query(SlugAvailabilityDocument, { slug });
      if (slug !== this.slug) return;
      this.availability = answer.available
        ? { slug, state: "proven", words: `${slug} is free` }
        : { slug, state: "broken", words: answer.reason ?? `${slug} is taken`, instead: answer.suggestion };
    } catch {
      // The answer of the form itself will say it; a failed look must not stand in the way.
      if (slug === this.slug) this.availability = undefined;
    }
  }

  #create = this.#form.handle(async () => {
    const { workspace } = await mutate(CreateWorkspaceDocument, { input: { name: this.name.trim(), slug: this.slug } });
    rememberWorkspace(workspace.slug);
    await session.refresh();
    navigate(`/w/${workspace.slug}/first-proof`, { replace: true });
  });

  #hint(): TemplateResult {
    const { availability } = this;
    if (!availability) return html`Letters, digits and hyphens. It can be changed later.`;
    const { instead } = availability;
    return html`<span class="state is-${availability.state === "running" ? "claimed" : availability.state}" role="status">${mark(availability.state, "")}${availability.words}</span>
      ${
        instead
          ? html` <button class="btn small plain" type="button" @click=${() => {
              this.#ownSlug = true;
              this.#take(instead);
            }}>Take ${instead}</button>`
          : ""
      }`;
  }

  override render(): TemplateResult {
    const form = this.#form;
    return html`<div class="narrow-page">${pageHead({ title: session.viewer?.memberships.length ? "Create a workspace" : "Name your workspace", sub: "A workspace is your company here: its services, its tenants, its integrations, and the people who may see them." })}
      <section class="panel"><div class="pad"><form class="form" @submit=${this.#create}>
        ${form.formError ? formError(form.formError) : ""}
        ${field({ name: "name", label: "Name", value: this.name, required: true, autofocus: true, maxlength: 80, error: form.errorOf("name"), onInput: (name) => this.#type(name) })}
        ${field({
          name: "slug",
          label: "Address",
          prefix: `${location.host}/w/`,
          value: this.slug,
          required: true,
          maxlength: 48,
          error: form.errorOf("slug"),
          hint: this.#hint(),
          onInput: (slug) => {
            this.#ownSlug = slug !== "";
            this.#take(slug.toLowerCase());
          },
        })}
        <div class="row"><button class="btn primary" ?disabled=${form.busy || this.availability?.state === "broken"} aria-busy=${form.busy}>Create the workspace</button></div>
      </form></div></section></div>`;
  }
}

defineElement("plb-create-workspace-page", CreateWorkspacePage);
