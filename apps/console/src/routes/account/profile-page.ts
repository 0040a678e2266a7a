import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { timeZone } from "../../parts/clock.ts";
import { defineElement } from "../../parts/define-element.ts";
import { field, selectField } from "../../parts/field.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { stateWord } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { submitButton } from "../../parts/submit-button.ts";
import { toast } from "../../parts/toast.ts";
import { authRequest } from "../../session/auth-request.ts";
import { session } from "../../session/session.ts";
import { StoreController } from "../../session/store-controller.ts";
import { chooseTheme, currentTheme, type Theme } from "../../session/theme.ts";
import { accountHead } from "./account-tabs.ts";
import { UpdateProfileDocument } from "./profile.gen.ts";

const zones = (): { value: string; label: string }[] => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const all = Intl.supportedValuesOf("timeZone");
  return [
    { value: "", label: `As this browser (${own})` },
    ...["UTC", ...all.filter((each) => each !== "UTC")].map((each) => ({
      value: each,
      label: each.replaceAll("_", " "),
    })),
  ];
};

/** Who one is: name, address, time zone, theme. */
export class ProfilePage extends LightElement {
  static override properties = { askedEmail: { state: true } };
  declare askedEmail: string | undefined;
  #profile = new FormController(this);
  #email = new FormController(this);

  constructor() {
    super();
    this.askedEmail = undefined;
    new StoreController(this, session);
  }

  #save = this.#profile.handle(async ({ name = "", timeZone: zone = "" }) => {
    await mutate(UpdateProfileDocument, { input: { name: name.trim(), timeZone: zone || null } });
    await session.refresh();
    toast("The profile is saved.");
  });

  #changeEmail = this.#email.handle(async ({ newEmail = "" }) => {
    await authRequest("/change-email", { newEmail, callbackURL: "/account" });
    this.askedEmail = newEmail;
  });

  #aboutYou(): TemplateResult {
    const { viewer } = session;
    return panel({
      id: "about",
      title: "About you",
      pad: true,
      body: html`<form class="form narrow" @submit=${this.#save}>
        ${this.#profile.formError ? formError(this.#profile.formError) : nothing}
        ${field({ name: "name", label: "Name", value: viewer?.name ?? "", autocomplete: "name", required: true, maxlength: 100, error: this.#profile.errorOf("name") })}
        ${selectField({ name: "timeZone", label: "Time zone", value: viewer?.timeZone ?? "", options: zones(), hint: `Times on every page and in your mails follow it. Now: ${timeZone()}.` })}
        <div>${submitButton(this.#profile, "Save")}</div></form>`,
    });
  }

  #address(): TemplateResult {
    const { viewer } = session;
    return panel({
      id: "email",
      title: "Email",
      meta: viewer
        ? stateWord(viewer.emailVerified ? "proven" : "claimed", viewer.emailVerified ? "verified" : "not verified")
        : nothing,
      pad: true,
      body: html`<form class="form narrow" @submit=${this.#changeEmail}>
        <p class="soft">Now ${viewer?.email}. A link goes to the new address; nothing changes before it is opened.</p>
        ${this.#email.formError ? formError(this.#email.formError) : nothing}
        ${field({ name: "newEmail", label: "New address", type: "email", autocomplete: "email", required: true, error: this.#email.errorOf("email") })}
        ${this.askedEmail ? html`<p class="note proven" role="status"><span></span><span>If ${this.askedEmail} is free, a link is on its way to it.</span></p>` : nothing}
        <div>${submitButton(this.#email, "Send the link", "btn")}</div></form>`,
    });
  }

  #theme(): TemplateResult {
    const labels: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };
    return panel({
      id: "theme",
      title: "Theme",
      meta: "kept in this browser",
      pad: true,
      body: html`<fieldset class="choices"><legend class="vh">Theme</legend>${(Object.keys(labels) as Theme[]).map((theme) => html`<label class="check"><input type="radio" name="theme" value=${theme} .checked=${currentTheme() === theme} @change=${() => chooseTheme(theme)}>${labels[theme]}</label>`)}</fieldset>`,
    });
  }

  override render(): TemplateResult {
    return html`${accountHead("profile")}<div class="cols seven-five"><div class="stack">${this.#aboutYou()}</div><div class="stack">${this.#address()}${this.#theme()}</div></div>`;
  }
}

defineElement("plb-profile-page", ProfilePage);
