import { html, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { QueryController } from "../../data/query-controller.ts";
import { defineElement } from "../../parts/define-element.ts";
import { FormController } from "../../parts/form-controller.ts";
import { formError } from "../../parts/form-error.ts";
import { LightElement } from "../../parts/light-element.ts";
import { loadError } from "../../parts/load-error.ts";
import { mark } from "../../parts/mark.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { skeleton } from "../../parts/skeleton.ts";
import { toast } from "../../parts/toast.ts";
import { navigate } from "../../router.ts";
import { session } from "../../session/session.ts";
import { StoreController } from "../../session/store-controller.ts";
import { authFrame } from "../auth/auth-frame.ts";
import { roleLabel } from "../members/roles.ts";
import { AcceptInvitationDocument, InvitationPreviewDocument, type InvitationPreviewQuery } from "./invitation.gen.ts";

type Preview = NonNullable<InvitationPreviewQuery["invitation"]>;

/** Where an invitation's link leads: for people with and without an account. */
export class InvitationPage extends LightElement {
  static override properties = { token: {} };
  declare token: string;
  #read = new QueryController(this, {
    document: InvitationPreviewDocument,
    variables: () => (this.token ? { token: this.token } : undefined),
  });
  #form = new FormController(this);

  constructor() {
    super();
    this.token = "";
    new StoreController(this, session);
  }

  #accept(): void {
    void this.#form.run(async () => {
      const { workspace } = await mutate(AcceptInvitationDocument, { input: { token: this.token } });
      await session.refresh();
      toast(`You are a member of ${workspace.name} now.`);
      navigate(`/w/${workspace.slug}`, { replace: true });
    });
  }

  #way(preview: Preview): TemplateResult {
    const next = encodeURIComponent(`/invitations/${this.token}`);
    const email = encodeURIComponent(preview.email);
    const { viewer } = session;
    if (!viewer)
      return html`<a class="btn primary wide" href="/sign-up?email=${email}&next=${next}">Create an account</a><a class="btn wide" href="/sign-in?email=${email}&next=${next}">I have an account</a>`;
    if (viewer.email.toLowerCase() !== preview.email.toLowerCase()) {
      return html`<p class="note">${mark("broken", "")}<span>You are signed in as <b>${viewer.email}</b>, and the invitation is for <b>${preview.email}</b>. Sign out, then open the link again.</span></p><button class="btn wide" type="button" @click=${() => session.signOut()}>Sign out</button>`;
    }
    return html`${this.#form.error ? formError(this.#form.error) : ""}<button class="btn primary wide" type="button" ?disabled=${this.#form.busy} @click=${this.#accept}>Join ${preview.workspaceName}</button>`;
  }

  override render(): TemplateResult {
    const { data, error } = this.#read;
    const preview = data?.invitation;
    if (error) return authFrame({ title: "This invitation cannot be used", body: loadError(error) });
    if (!data) return authFrame({ title: "Invitation", body: skeleton(2) });
    if (!preview)
      return authFrame({
        title: "This invitation is over",
        sub: "It was accepted, revoked, replaced by a newer one, or has ended. Whoever invited you can send a new link.",
        body: html`<a class="btn wide" href="/">Go to Plumbline</a>`,
      });
    return authFrame({
      title: `Join ${preview.workspaceName}`,
      sub: html`${preview.invitedByName ?? "A member"} invited <b>${preview.email}</b> as ${roleLabel(preview.role).toLowerCase()}. The link ends ${timeAgo(preview.expiresAt, "until")}.`,
      body: this.#way(preview),
    });
  }
}

defineElement("plb-invitation-page", InvitationPage);
