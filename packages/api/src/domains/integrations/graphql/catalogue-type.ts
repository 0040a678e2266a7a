import { builder } from "../../../graphql/builder.ts";
import type { CatalogueEntry, CatalogueMethod } from "../catalogue.ts";
import type { ConnectField } from "../provider/connect-method.ts";
import type { SettingState } from "../provider/provider-setting.ts";
import type { Provider } from "../provider.ts";
import { ConnectMethodEnum, DeliveryModeEnum, FeedEnum, SettingStateEnum } from "./enums.ts";

const FieldRef = builder.objectRef<ConnectField>("ConnectField").implement({
  description: "Something that connecting asks for.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Send it back under this name." }),
    label: t.exposeString("label", { description: "For people." }),
    help: t.exposeString("help", { description: "Where to find it." }),
    placeholder: t.string({
      nullable: true,
      description: "What it looks like.",
      resolve: ({ placeholder }) => placeholder ?? null,
    }),
    optional: t.boolean({
      description: "Whether it may be left empty.",
      resolve: ({ optional }) => optional ?? false,
    }),
    secret: t.boolean({
      description: "Whether it must be hidden and is never shown again.",
      resolve: ({ secret }) => secret ?? true,
    }),
  }),
});

const MethodRef = builder.objectRef<CatalogueMethod>("ConnectMethod").implement({
  description: "A way to connect, and whether this installation is set up for it.",
  fields: (t) => ({
    kind: t.expose("kind", { type: ConnectMethodEnum, description: "Which way." }),
    available: t.exposeBoolean("available", { description: "Whether it can be used now." }),
    unavailableReason: t.exposeString("unavailableReason", {
      nullable: true,
      description: "Which setting keeps it from working.",
    }),
    fields: t.field({
      type: [FieldRef],
      description: "What it asks for before it begins.",
      resolve: ({ fields }) => [...fields],
    }),
    scopes: t.stringList({ description: "The scopes that it asks for.", resolve: ({ scopes }) => [...scopes] }),
  }),
});

const SettingRef = builder.objectRef<SettingState>("ProviderSetting").implement({
  description: "A value that the operator sets in the environment. Never shown.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name of the variable." }),
    description: t.exposeString("description", { description: "What it is and where to get it." }),
    secret: t.exposeBoolean("secret", { description: "Whether it must be kept secret." }),
    state: t.expose("state", { type: SettingStateEnum, description: "Whether it is set." }),
    disables: t.exposeString("disables", {
      nullable: true,
      description: "What does not work without it; null when it is there.",
    }),
  }),
});

const FreshnessRef = builder.objectRef<Provider["freshness"]>("ProviderFreshness").implement({
  description: "How soon something that happens there is known here.",
  fields: (t) => ({
    webhook: t.string({
      nullable: true,
      description: "By webhook; null when there is none.",
      resolve: ({ webhook }) => webhook ?? null,
    }),
    polling: t.string({
      nullable: true,
      description: "By polling; null when there is none.",
      resolve: ({ polling }) => polling ?? null,
    }),
    forwarding: t.string({
      nullable: true,
      description: "How soon it knows of what is handed on to it; null where nothing is.",
      resolve: ({ forwarding }) => forwarding ?? null,
    }),
  }),
});

export const ProviderRef = builder.objectRef<CatalogueEntry>("Provider").implement({
  description: "An entry of the integration catalogue, as this installation can use it.",
  fields: (t) => ({
    slug: t.string({ description: "Its key.", resolve: ({ provider }) => provider.slug }),
    name: t.string({ description: "Its name.", resolve: ({ provider }) => provider.name }),
    category: t.string({
      description: "Shelf of the catalogue: `code`, `chat`, `alerting` …",
      resolve: ({ provider }) => provider.category,
    }),
    description: t.string({ description: "What one gets from it.", resolve: ({ provider }) => provider.description }),
    docsUrl: t.string({
      description: "The provider's own documentation.",
      resolve: ({ provider }) => provider.docsUrl,
    }),
    guide: t.string({
      description: "Our connect guide, `docs/guides/<guide>.md`.",
      resolve: ({ provider }) => provider.guide,
    }),
    feeds: t.field({
      type: [FeedEnum],
      description: "What it gives to the rest of Plumbline.",
      resolve: ({ provider }) => [...provider.feeds],
    }),
    freshness: t.field({
      type: FreshnessRef,
      description: "How soon it is known here.",
      resolve: ({ provider }) => provider.freshness,
    }),
    connectMethods: t.field({
      type: [MethodRef],
      description: "Ways to connect, the best first.",
      resolve: ({ methods }) => methods,
    }),
    settings: t.field({
      type: [SettingRef],
      description: "What the operator sets.",
      resolve: ({ settings }) => settings,
    }),
    redirectUrl: t.exposeString("redirectUrl", {
      nullable: true,
      description: "The redirect URL to register at the provider.",
    }),
    webhookUrl: t.exposeString("webhookUrl", {
      nullable: true,
      description: "The webhook address of an app; null where each integration has its own.",
    }),
    defaultMode: t.expose("defaultMode", {
      type: DeliveryModeEnum,
      description: "How it would be connected from here.",
    }),
    notice: t.exposeString("notice", {
      nullable: true,
      description: "What to know before connecting from here, e.g. that it will be polled.",
    }),
    targetNoun: t.string({
      nullable: true,
      description: "What is chosen after connecting, `repositories`; null when nothing is.",
      resolve: ({ provider }) => provider.targets?.plural ?? null,
    }),
  }),
});
