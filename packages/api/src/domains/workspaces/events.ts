import { z } from "zod";
import { defineEvent } from "../../outbox/define-event.ts";

const workspace = z.object({ name: z.string(), slug: z.string() });
const person = z.object({ userId: z.uuid(), name: z.string(), email: z.string() });
const role = z.enum(["owner", "admin", "operator", "viewer"]);
const invitation = z.object({ email: z.string(), role });
const apiKey = z.object({ name: z.string(), kind: z.enum(["secret", "publishable"]), start: z.string() });

export const workspaceCreated = defineEvent({
  type: "workspace.created",
  subject: "workspace",
  description: "Somebody created the workspace.",
  data: workspace.extend({ environments: z.array(z.string()) }),
});

export const workspaceRenamed = defineEvent({
  type: "workspace.renamed",
  subject: "workspace",
  description: "The workspace got another name or another slug.",
  data: workspace,
});

export const workspaceDeletionRequested = defineEvent({
  type: "workspace.deletion_requested",
  subject: "workspace",
  description: "An owner asked for the deletion of the workspace; it happens when the grace period ends.",
  data: workspace.extend({ purgeAfter: z.string() }),
});

export const workspaceDeletionCancelled = defineEvent({
  type: "workspace.deletion_cancelled",
  subject: "workspace",
  description: "An owner cancelled the deletion of the workspace.",
  data: workspace,
});

export const workspacePurged = defineEvent({
  type: "workspace.purged",
  subject: "workspace",
  description: "Everything in the workspace was deleted; this event is the record of it.",
  data: z.object({ requestedAt: z.string(), deletedRows: z.record(z.string(), z.number()) }),
  outbound: false,
});

export const workspaceOwnershipTransferred = defineEvent({
  type: "workspace.ownership_transferred",
  subject: "workspace",
  description: "An owner made another member owner and became an admin.",
  data: z.object({ from: person, to: person }),
});

export const memberJoined = defineEvent({
  type: "member.joined",
  subject: "member",
  description: "A person became a member of the workspace.",
  data: person.extend({ role, by: z.enum(["creation", "invitation"]) }),
});

export const memberLeft = defineEvent({
  type: "member.left",
  subject: "member",
  description: "A member left the workspace.",
  data: person,
});

export const memberRemoved = defineEvent({
  type: "member.removed",
  subject: "member",
  description: "Somebody removed a member from the workspace.",
  data: person,
});

export const memberRoleChanged = defineEvent({
  type: "member.role_changed",
  subject: "member",
  description: "A member got another role.",
  data: person.extend({ from: role, to: role }),
});

export const invitationCreated = defineEvent({
  type: "invitation.created",
  subject: "invitation",
  description: "Somebody was invited to the workspace by mail.",
  data: invitation.extend({ expiresAt: z.string() }),
});

export const invitationResent = defineEvent({
  type: "invitation.resent",
  subject: "invitation",
  description: "An invitation was sent again with a new link; the old link opens nothing any more.",
  data: invitation.extend({ expiresAt: z.string() }),
});

export const invitationRevoked = defineEvent({
  type: "invitation.revoked",
  subject: "invitation",
  description: "An invitation was withdrawn; its link opens nothing any more.",
  data: invitation,
});

export const invitationAccepted = defineEvent({
  type: "invitation.accepted",
  subject: "invitation",
  description: "The invited person accepted and is a member now.",
  data: invitation.extend({ userId: z.uuid(), name: z.string(), invitedBy: z.uuid().nullable() }),
});

export const invitationExpiredCleaned = defineEvent({
  type: "invitation.expired_cleaned",
  subject: "workspace",
  description: "The daily clean-up closed invitations that nobody had accepted in time.",
  data: z.object({ count: z.number() }),
  outbound: false,
});

export const apiKeyCreated = defineEvent({
  type: "api_key.created",
  subject: "api_key",
  description: "Somebody created an API key.",
  data: apiKey.extend({
    scopes: z.array(z.string()),
    /** Null for every environment. */
    environmentId: z.uuid().nullable(),
    expiresAt: z.string().nullable(),
  }),
});

export const apiKeyRotated = defineEvent({
  type: "api_key.rotated",
  subject: "api_key",
  description: "An API key was replaced by a new one; the old one stays good for the overlap.",
  data: apiKey.extend({ replacedBy: z.uuid(), goodUntil: z.string() }),
});

export const apiKeyRevoked = defineEvent({
  type: "api_key.revoked",
  subject: "api_key",
  description: "An API key was revoked and opens nothing any more.",
  data: apiKey,
});

export const embedTokenMinted = defineEvent({
  type: "embed_token.minted",
  subject: "embed_token",
  description: "A backend minted an embed token for a widget.",
  data: z.object({
    component: z.string(),
    subject: z.string().nullable(),
    origins: z.array(z.string()),
    expiresAt: z.string(),
  }),
  outbound: false,
});

export const embedTokenRevoked = defineEvent({
  type: "embed_token.revoked",
  subject: "embed_token",
  description: "An embed token was revoked before its time and opens nothing any more.",
  data: z.object({ component: z.string() }),
});
