import { html, nothing, type TemplateResult } from "lit";
import { defineElement } from "../../parts/define-element.ts";
import { field } from "../../parts/field.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { panel } from "../../parts/panel.ts";
import { submitButton } from "../../parts/submit-button.ts";
import { toast } from "../../parts/toast.ts";
import { authRequest } from "../../session/auth-request.ts";

/** Changes the password, and ends the other sessions unless one says not to. */
export class PasswordPanel extends LightElement {
  #form = new FormController(this);

  #change = this.#form.handle(async ({ currentPassword = "", newPassword = "", others }, form) => {
    await authRequest("/change-password", { currentPassword, newPassword, revokeOtherSessions: others === "on" });
    form.reset();
    toast(others === "on" ? "The password is changed. Your other sessions have ended." : "The password is changed.");
    this.dispatchEvent(new CustomEvent("sessions-changed", { bubbles: true }));
  });

  override render(): TemplateResult {
    const form = this.#form;
    return panel({
      id: "password",
      title: "Password",
      pad: true,
      body: html`<form class="form" @submit=${this.#change}>
        ${form.error ? formError(form.error) : nothing}
        ${field({ name: "currentPassword", label: "Current password", type: "password", autocomplete: "current-password", required: true })}
        ${field({ name: "newPassword", label: "New password", type: "password", autocomplete: "new-password", required: true, minlength: 10, hint: "Ten characters or more." })}
        <label class="check"><input type="checkbox" name="others" checked>End my other sessions</label>
        <div>${submitButton(form, "Change the password", "btn")}</div></form>`,
    });
  }
}

defineElement("plb-password-panel", PasswordPanel);
