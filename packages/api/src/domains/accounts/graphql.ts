import { builder } from "../../graphql/builder.ts";
import { encodeGlobalId } from "../../graphql/ids.ts";
import { refusals } from "../../graphql/refusal-types.ts";
import { describeInstance } from "./describe-instance.ts";
import { InstanceRef } from "./instance-ref.ts";
import { loadOwnUser, loadUser } from "./load-user.ts";
import { updateProfile } from "./update-profile.ts";
import { UserRef, ViewerRef } from "./user-ref.ts";

builder.node(UserRef, {
  description: "A person who can sign in, as those who share a workspace see them.",
  id: { resolve: (user) => user.id },
  loadOne: loadUser,
  fields: (t) => ({
    name: t.exposeString("name", { description: "What the person wants to be called." }),
    email: t.exposeString("email", { description: "Mail address, lower case." }),
    image: t.exposeString("image", { nullable: true, description: "Address of a picture." }),
  }),
});

builder.objectType(ViewerRef, {
  description: "The signed-in person.",
  fields: (t) => ({
    id: t.id({ description: "The person's id, `usr_…`.", resolve: ({ id }) => encodeGlobalId("User", id) }),
    name: t.exposeString("name", { description: "What you want to be called." }),
    email: t.exposeString("email", { description: "Your mail address, lower case." }),
    emailVerified: t.exposeBoolean("emailVerified", {
      description: "Whether you have shown that the address is yours.",
    }),
    timeZone: t.exposeString("timeZone", {
      nullable: true,
      description: "IANA name of your time zone; null to follow the browser.",
    }),
    twoFactorEnabled: t.exposeBoolean("twoFactorEnabled", { description: "Whether signing in takes a second step." }),
    image: t.exposeString("image", { nullable: true, description: "Address of your picture." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When you signed up." }),
  }),
});

builder.queryField("viewer", (t) =>
  t.field({
    type: ViewerRef,
    nullable: true,
    description: "Who is signed in; null for anonymous visitors, API keys and embed tokens.",
    resolve: (_, __, ctx) => loadOwnUser(ctx),
  }),
);

builder.objectType(InstanceRef, {
  description: "What anybody may know of this installation before signing in.",
  fields: (t) => ({
    publicUrl: t.exposeString("publicUrl", { description: "Address at which people and providers reach it." }),
    localMail: t.boolean({
      description: "True while no mail server is set: messages land in the local mailbox.",
      resolve: ({ mailboxUrl }) => mailboxUrl !== null,
    }),
    mailboxUrl: t.exposeString("mailboxUrl", { nullable: true, description: "The local mailbox, where there is one." }),
    signInProviders: t.exposeStringList("signInProviders", {
      description: "Companies whose accounts sign in here, besides email: `github`, `google`.",
    }),
    version: t.exposeString("version", { description: "Version of the server." }),
    demo: t.exposeBoolean("demo", { description: "Whether the sign-in page offers the demo workspace." }),
  }),
});

builder.queryField("instance", (t) =>
  t.field({
    type: InstanceRef,
    description: "This installation, for anybody.",
    resolve: (_, __, { app }) => describeInstance(app),
  }),
);

const UpdateProfileInput = builder.inputType("UpdateProfileInput", {
  description: "What changes; what is left out stays.",
  fields: (t) => ({
    name: t.string({ description: "What you want to be called, 1 to 100 characters." }),
    timeZone: t.string({ description: "IANA name, `Europe/Lisbon`; null to follow the browser." }),
  }),
});

builder.mutationField("updateProfile", (t) =>
  t.field({
    type: ViewerRef,
    description: "Changes your own name or time zone.",
    errors: refusals("UpdateProfile", "viewer"),
    args: { input: t.arg({ type: UpdateProfileInput, required: true, description: "The change." }) },
    resolve: (_, { input }, ctx) => updateProfile(ctx, input),
  }),
);
