import { builder } from "../../../graphql/builder.ts";
import { directRefusals, refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { TenantRef, WorkspaceRef } from "../../workspaces/index.ts";
import type { Notification } from "../channel-kind.ts";
import { type ChannelWithSecret, createChannel } from "../channels/create-channel.ts";
import { deleteChannel } from "../channels/delete-channel.ts";
import { rotateChannelSecret } from "../channels/rotate-channel-secret.ts";
import { updateChannel } from "../channels/update-channel.ts";
import { resendNotification } from "../resend-notification.ts";
import { sendTestNotification } from "../send-test-notification.ts";
import { sendTestToMe } from "../send-test-to-me.ts";
import { ChannelRef } from "./channel-type.ts";
import { NotificationRef } from "./notification-type.ts";

/** The success of the two mutations that show a secret. */
function successWithSecret(name: string) {
  return builder.objectRef<ChannelWithSecret>(name).implement({
    description: "The channel with its signing secret, which is shown this once.",
    fields: (t) => ({
      channel: t.expose("channel", { type: ChannelRef, description: "The channel." }),
      secret: t.exposeString("secret", {
        nullable: true,
        description: "`whsec_…`, for the receiver's Standard Webhooks library; null where nothing is signed.",
      }),
    }),
  });
}

const SettingInput = builder.inputType("ChannelSettingInput", {
  description: "One thing that a kind of channel asks for.",
  fields: (t) => ({
    name: t.string({ required: true, description: "The field." }),
    value: t.string({ required: true, description: "What was filled in." }),
  }),
});

const CreateInput = builder.inputType("CreateChannelInput", {
  description: "A new channel.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "Whose." }),
    kind: t.string({ required: true, description: "Its kind, from `channelKinds`." }),
    name: t.string({ required: true, description: "What people call it." }),
    tenantId: t.globalID({ for: TenantRef, description: "For one tenant. Default the workspace as a whole." }),
    settings: t.field({ type: [SettingInput], description: "What the kind asks for." }),
    rateCount: t.int({ description: "Messages of one window at most, 1 to 10,000. Default as the kind says." }),
    rateSeconds: t.int({ description: "Seconds of a window, 1 to 3,600. Default 60." }),
  }),
});

const UpdateInput = builder.inputType("UpdateChannelInput", {
  description: "What changes; what is left out stays.",
  fields: (t) => ({
    id: t.globalID({ for: ChannelRef, required: true, description: "Which channel." }),
    name: t.string({ description: "What people call it." }),
    settings: t.field({ type: [SettingInput], description: "What changes of them. It has to prove itself anew." }),
    rateCount: t.int({ description: "Messages of one window at most." }),
    rateSeconds: t.int({ description: "Seconds of a window." }),
    muted: t.boolean({ description: "True: messages are suppressed from now on." }),
  }),
});

const RotateInput = builder.inputType("RotateChannelSecretInput", {
  description: "Which secret to replace.",
  fields: (t) => ({
    id: t.globalID({ for: ChannelRef, required: true, description: "Which channel." }),
    overlapHours: t.int({ description: "Hours for which messages carry both signatures, 0 to 168. Default 24." }),
  }),
});

const DeleteInput = builder.inputType("DeleteChannelInput", {
  description: "Which channel.",
  fields: (t) => ({ id: t.globalID({ for: ChannelRef, required: true, description: "The channel." }) }),
});

const TestInput = builder.inputType("SendTestNotificationInput", {
  description: "Which channel to try.",
  fields: (t) => ({ channelId: t.globalID({ for: ChannelRef, required: true, description: "The channel." }) }),
});

const ResendInput = builder.inputType("ResendNotificationInput", {
  description: "Which message.",
  fields: (t) => ({ id: t.globalID({ for: NotificationRef, required: true, description: "The message." }) }),
});

const TestToMeInput = builder.inputType("SendTestToMeInput", {
  description: "From where.",
  fields: (t) => ({
    workspaceId: t.globalID({ for: WorkspaceRef, required: true, description: "A workspace of yours." }),
  }),
});

const TestToMeSuccess = builder.objectRef<{ notifications: Notification[] }>("SendTestToMeSuccess").implement({
  description: "One message for each of your ways.",
  fields: (t) => ({
    notifications: t.expose("notifications", { type: [NotificationRef], description: "What is sent, or why not." }),
  }),
});

const CreateSuccess = successWithSecret("CreateChannelSuccess");
const RotateSuccess = successWithSecret("RotateChannelSecretSuccess");

builder.mutationFields((t) => ({
  createChannel: t.field({
    type: CreateSuccess,
    description: "Adds a place to which messages go. It is only claimed to work until its far side has taken one.",
    errors: directRefusals("CreateChannel"),
    args: { input: t.arg({ type: CreateInput, required: true, description: "The channel." }) },
    resolve: (_, { input }, ctx) => createChannel(ctx, uuids(input)),
  }),
  updateChannel: t.field({
    type: ChannelRef,
    description: "Changes a channel, or mutes it.",
    errors: refusals("UpdateChannel", "channel"),
    args: { input: t.arg({ type: UpdateInput, required: true, description: "The change." }) },
    resolve: (_, { input }, ctx) => updateChannel(ctx, uuids(input)),
  }),
  rotateChannelSecret: t.field({
    type: RotateSuccess,
    description: "Makes a new signing secret; until the overlap ends messages are signed with both.",
    errors: directRefusals("RotateChannelSecret"),
    args: { input: t.arg({ type: RotateInput, required: true, description: "The channel and the overlap." }) },
    resolve: (_, { input }, ctx) => rotateChannelSecret(ctx, uuids(input)),
  }),
  deleteChannel: t.field({
    type: ChannelRef,
    description: "Deletes a channel and its secrets for good.",
    errors: refusals("DeleteChannel", "channel"),
    args: { input: t.arg({ type: DeleteInput, required: true, description: "The channel." }) },
    resolve: (_, { input }, ctx) => deleteChannel(ctx, uuids(input)),
  }),
  sendTestNotification: t.field({
    type: NotificationRef,
    description: "Sends a test by the same path as every message; its attempts tell how it went.",
    errors: refusals("SendTestNotification", "notification"),
    args: { input: t.arg({ type: TestInput, required: true, description: "The channel." }) },
    resolve: (_, { input }, ctx) => sendTestNotification(ctx, uuids(input)),
  }),
  resendNotification: t.field({
    type: NotificationRef,
    description: "Sends a message that failed or was suppressed.",
    errors: refusals("ResendNotification", "notification"),
    args: { input: t.arg({ type: ResendInput, required: true, description: "The message." }) },
    resolve: (_, { input }, ctx) => resendNotification(ctx, uuids(input)),
  }),
  sendTestToMe: t.field({
    type: TestToMeSuccess,
    description: "Sends a test to you, by every way that you chose.",
    errors: directRefusals("SendTestToMe"),
    args: { input: t.arg({ type: TestToMeInput, required: true, description: "From where." }) },
    resolve: (_, { input }, ctx) => sendTestToMe(ctx, uuids(input)),
  }),
}));
