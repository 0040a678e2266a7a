import { html } from "lit";
import { mutate } from "../../data/client.ts";
import { field } from "../../parts/field.ts";
import { openFormDialog } from "../../parts/form-dialog.ts";
import { toast } from "../../parts/toast.ts";
import { InviteMemberDocument } from "./members.gen.ts";
import { roles } from "./roles.ts";

/** Invites somebody by mail, with or without an account. Only owners make owners. */
export async function inviteMember(workspaceId: string, mayMakeOwners: boolean): Promise<void> {
  const allowed = roles.filter((each) => each.value !== "OWNER" || mayMakeOwners);
  const made = await openFormDialog({
    title: "Invite a member",
    verb: "Send the invitation",
    intro: "A link goes to the address. It works for a week, and only for whoever can read mail there.",
    fields: ({
      values,
      errorOf,
    }) => html`${field({ name: "email", label: "Email", type: "email", value: values.email ?? "", required: true, autofocus: true, error: errorOf("email") })}
      <fieldset class="choices"><legend>Role</legend>${allowed.map((each) => html`<label class="check"><input type="radio" name="role" value=${each.value} ?checked=${each.value === (values.role ?? "OPERATOR")}>${each.label}<small>${each.may}</small></label>`)}</fieldset>`,
    submit: ({ email = "", role }) =>
      mutate(InviteMemberDocument, { input: { workspaceId, email: email.trim(), role: role as "OPERATOR" } }),
  });
  if (made) toast(`The invitation to ${made.invitation.email} is sent.`);
}
