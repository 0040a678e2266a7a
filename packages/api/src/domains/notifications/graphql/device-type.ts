import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { ViewerRef } from "../../accounts/index.ts";
import { listPushDevices, loadPushDevice, type PushDevice } from "../devices/push-device.ts";
import { pushKeyPair } from "../devices/push-keys.ts";
import { registerPushDevice } from "../devices/register-push-device.ts";
import { removePushDevice } from "../devices/remove-push-device.ts";
import "../notification-ids.ts";

const PushDeviceRef = builder.objectRef<PushDevice>("PushDevice");

builder.node(PushDeviceRef, {
  description: "A browser that may show messages to one person.",
  id: { resolve: (device) => device.id },
  loadOne: loadPushDevice,
  fields: (t) => ({
    name: t.exposeString("name", { description: "What the person sees." }),
    service: t.exposeString("service", { description: "The host of its push service." }),
    endpointHash: t.exposeString("endpointHash", {
      description: "SHA-256 of the endpoint, hexadecimal: a browser finds itself by it.",
    }),
    lastTakenAt: t.expose("lastTakenAt", {
      type: "DateTime",
      nullable: true,
      description: "When its push service last took a message; null while it never did.",
    }),
    failureReason: t.exposeString("failureReason", { nullable: true, description: "Why the last one was not taken." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was allowed." }),
  }),
});

builder.objectFields(ViewerRef, (t) => ({
  pushDevices: t.field({
    type: [PushDeviceRef],
    description: "The browsers that you allowed, oldest first.",
    resolve: (_, __, ctx) => listPushDevices(ctx),
  }),
  pushPublicKey: t.string({
    description: "The key with which a browser subscribes (VAPID, base64url).",
    resolve: async (_, __, ctx) => (await pushKeyPair(ctx.app)).publicKey,
  }),
}));

const RegisterInput = builder.inputType("RegisterPushDeviceInput", {
  description: "A browser's push subscription.",
  fields: (t) => ({
    url: t.string({ required: true, description: "Its endpoint." }),
    p256dh: t.string({ required: true, description: "Its public key, base64url." }),
    auth: t.string({ required: true, description: "Its shared secret, base64url." }),
    name: t.string({ required: true, description: "What you call it: “Firefox on Linux”." }),
  }),
});

const RemoveInput = builder.inputType("RemovePushDeviceInput", {
  description: "Which browser.",
  fields: (t) => ({ id: t.globalID({ for: PushDeviceRef, required: true, description: "The device." }) }),
});

builder.mutationFields((t) => ({
  registerPushDevice: t.field({
    type: PushDeviceRef,
    description: "Lets a browser show messages to you.",
    errors: refusals("RegisterPushDevice", "device"),
    args: { input: t.arg({ type: RegisterInput, required: true, description: "The subscription." }) },
    resolve: (_, { input }, ctx) => registerPushDevice(ctx, input),
  }),
  removePushDevice: t.field({
    type: PushDeviceRef,
    description: "Ends messages to one of your browsers.",
    errors: refusals("RemovePushDevice", "device"),
    args: { input: t.arg({ type: RemoveInput, required: true, description: "The device." }) },
    resolve: (_, { input }, ctx) => removePushDevice(ctx, uuids(input)),
  }),
}));
