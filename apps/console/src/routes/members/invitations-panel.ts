import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { ListController } from "../../data/list-controller.ts";
import { exactTime } from "../../parts/clock.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { emptyState } from "../../parts/empty-state.ts";
import { LightElement } from "../../parts/light-element.ts";
import { listBody } from "../../parts/list-body.ts";
import { stateWord } from "../../parts/mark.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import { EventsController } from "../../session/events-controller.ts";
import {
  InvitationListDocument,
  type InvitationListQuery,
  type InvitationListQueryVariables,
  ResendInvitationDocument,
  RevokeInvitationDocument,
} from "./members.gen.ts";
import { roleLabel } from "./roles.ts";

type Invitation = NonNullable<InvitationListQuery["workspace"]>["invitations"]["nodes"][number];

/** Invitations that wait for an answer. */
export class InvitationsPanel extends LightElement {
  static override properties = { slug: {}, allowed: { type: Boolean } };
  declare slug: string;
  declare allowed: boolean;
  #list: ListController<InvitationListQuery, InvitationListQueryVariables, Invitation>;

  constructor() {
    super();
    this.slug = "";
    this.allowed = false;
    this.#list = new ListController(this, {
      document: InvitationListDocument,
      variables: () => (this.slug ? { slug: this.slug, first: 50 } : undefined),
      connection: (data) => data.workspace?.invitations,
      idOf: (invitation) => invitation.id,
    });
    new EventsController(this, { types: ["invitation.", "member."], onEvents: () => void this.#list.refetch() });
  }

  #resend(invitation: Invitation): void {
    void runStep(async () => {
      const { invitation: sent } = await mutate(ResendInvitationDocument, { input: { invitationId: invitation.id } });
      toast(
        `A new link is sent to ${invitation.email}, good until ${exactTime(sent.expiresAt, "short")}. The old one is dead.`,
      );
      await this.#list.refetch();
    });
  }

  #revoke(invitation: Invitation): void {
    void runStep(async () => {
      await mutate(RevokeInvitationDocument, { input: { invitationId: invitation.id } });
      toast(`The invitation of ${invitation.email} is revoked.`);
      await this.#list.refetch();
    });
  }

  override render(): TemplateResult {
    return panel({
      id: "invitations",
      title: "Invitations",
      meta: "not answered yet",
      body: listBody(this.#list, {
        empty: () => emptyState({ title: "None is open", words: "Whoever you invite stands here until they accept." }),
        body: () =>
          dataTable<Invitation>({
            label: "Invitations",
            rows: this.#list.nodes,
            key: (each) => each.id,
            columns: [
              {
                head: "Address",
                cell: (each) =>
                  html`<b>${each.email}</b><span class="sub">as ${roleLabel(each.role).toLowerCase()}${each.invitedBy ? html`, by ${each.invitedBy.name}` : nothing}</span>`,
              },
              {
                head: "Sent",
                wide: true,
                cell: (each) =>
                  html`${timeAgo(each.lastSentAt)}${each.resentCount > 0 ? html`<span class="sub">${each.resentCount + 1} times</span>` : nothing}`,
              },
              {
                head: "Ends",
                num: true,
                wide: true,
                cell: (each) =>
                  each.state === "EXPIRED" ? stateWord("stale", "ended") : timeAgo(each.expiresAt, "until"),
              },
              {
                head: "Actions",
                hiddenHead: true,
                className: "actions",
                cell: (each) =>
                  this.allowed
                    ? html`<span class="row end"><button class="btn small" type="button" @click=${() => this.#resend(each)}>Resend</button><button class="btn small plain" type="button" @click=${() => this.#revoke(each)}>Revoke</button></span>`
                    : nothing,
              },
            ],
          }),
      }),
    });
  }
}

defineElement("plb-invitations-panel", InvitationsPanel);
