import { html, nothing, type TemplateResult } from "lit";
import { mutate } from "../../data/client.ts";
import { ListController } from "../../data/list-controller.ts";
import { avatar } from "../../parts/avatar.ts";
import { confirmStep } from "../../parts/confirm-step.ts";
import { dataTable } from "../../parts/data-table.ts";
import { defineElement } from "../../parts/define-element.ts";
import { icon } from "../../parts/icon.ts";
import { listBody } from "../../parts/list-body.ts";
import { menuButton } from "../../parts/menu-button.ts";
import { pageHead } from "../../parts/page-head.ts";
import { panel } from "../../parts/panel.ts";
import { timeAgo } from "../../parts/relative-time.ts";
import { runStep } from "../../parts/run-step.ts";
import { toast } from "../../parts/toast.ts";
import { EventsController } from "../../session/events-controller.ts";
import { doOnArrival } from "../../shell/do-on-arrival.ts";
import { WorkspacePage } from "../../shell/workspace-page.ts";
import { inviteMember } from "./invite-member.ts";
import "./invitations-panel.ts";
import {
  ChangeMemberRoleDocument,
  MemberListDocument,
  type MemberListQuery,
  type MemberListQueryVariables,
  RemoveMemberDocument,
} from "./members.gen.ts";
import { roleLabel, roles } from "./roles.ts";

type Member = NonNullable<MemberListQuery["workspace"]>["members"]["nodes"][number];

const nameOf = (member: Member): string => member.user?.name ?? "Somebody who has gone";

/** Who may see the workspace, and as what. */
export class MembersPage extends WorkspacePage {
  #list = new ListController<MemberListQuery, MemberListQueryVariables, Member>(this, {
    document: MemberListDocument,
    variables: () => (this.slug ? { slug: this.slug, first: 50 } : undefined),
    connection: (data) => data.workspace?.members,
    idOf: (member) => member.id,
  });

  constructor() {
    super();
    new EventsController(this, { types: ["member.", "invitation."], onEvents: () => void this.#list.refetch() });
  }

  override firstUpdated(): void {
    doOnArrival(this.search, "invite", () => void inviteMember(this.workspaceId, this.can("owners:write")));
  }

  async #changeRole(member: Member, role: (typeof roles)[number]): Promise<void> {
    const before = member.role;
    const set = (to: Member["role"]): Promise<boolean> =>
      runStep(async () => {
        await mutate(ChangeMemberRoleDocument, { input: { memberId: member.id, role: to } });
        await this.#list.refetch();
      });
    if (await set(role.value))
      toast(`${nameOf(member)} is ${role.label.toLowerCase()} now.`, { undo: () => void set(before) });
  }

  async #remove(member: Member): Promise<void> {
    if (
      !(await confirmStep({
        title: `Remove ${nameOf(member)}`,
        consequence:
          "They see nothing of this workspace any more, from this moment. What they did stays in the audit log.",
        verb: "Remove",
        danger: true,
      }))
    )
      return;
    await runStep(async () => {
      await mutate(RemoveMemberDocument, { input: { memberId: member.id } });
      toast(`${nameOf(member)} is removed.`);
      await this.#list.refetch();
    });
  }

  #menu(member: Member): TemplateResult | typeof nothing {
    if (!this.can("members:write") || member.isViewer || (member.role === "OWNER" && !this.can("owners:write")))
      return nothing;
    const allowed = roles.filter((each) => each.value !== "OWNER" || this.can("owners:write"));
    return menuButton({
      face: icon("more"),
      label: `Actions for ${nameOf(member)}`,
      buttonClass: "btn plain icon small",
      items: [
        { heading: "Role" },
        ...allowed.map((each) => ({
          label: each.label,
          checked: each.value === member.role,
          run: () => void this.#changeRole(member, each),
        })),
        "line",
        { label: `Remove ${nameOf(member)}`, danger: true, run: () => void this.#remove(member) },
      ],
    });
  }

  #table(): TemplateResult {
    return dataTable<Member>({
      label: "Members",
      rows: this.#list.nodes,
      key: (each) => each.id,
      columns: [
        {
          head: "Member",
          cell: (each) =>
            html`<span class="with-logo">${avatar(nameOf(each))}<span><b>${nameOf(each)}</b>${each.isViewer ? html` <span class="quiet">you</span>` : nothing}<span class="sub">${each.user?.email}</span></span></span>`,
        },
        { head: "Role", cell: (each) => roleLabel(each.role) },
        { head: "Since", wide: true, num: true, cell: (each) => timeAgo(each.createdAt) },
        { head: "Actions", hiddenHead: true, className: "actions", cell: (each) => this.#menu(each) },
      ],
    });
  }

  override render(): TemplateResult {
    const may = this.can("members:write");
    const invite = (): void => void inviteMember(this.workspaceId, this.can("owners:write"));
    this.describe({
      crumbs: [{ label: "Members" }],
      reads: this.#list,
      live: true,
      commands: may ? [{ label: "Invite a member", run: invite }] : [],
    });
    return html`${pageHead({ title: "Members", sub: "Who may see this workspace, and as what.", actions: may ? html`<button class="btn primary" type="button" @click=${invite}>Invite</button>` : undefined })}
      <div class="cols seven-five"><div class="stack">
        ${panel({ id: "members", title: "Members", body: listBody(this.#list, { body: () => this.#table(), empty: () => nothing }) })}
        <plb-invitations-panel .slug=${this.slug} .allowed=${may}></plb-invitations-panel>
      </div><div class="stack">${panel({ id: "roles", title: "Roles", pad: true, body: html`<dl class="role-list">${roles.map((each) => html`<dt>${each.label}</dt><dd>${each.may}</dd>`)}</dl>` })}</div></div>`;
  }
}

defineElement("plb-members-page", MembersPage);
