// Written by `npm run generate`. Do not edit.
import type { TypedDocument } from "../typed-document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Which invitation the viewer accepts. */
export type AcceptInvitationInput = {
  /** The last part of the link. */
  token: string;
};

/** Which keys; what is left out does not narrow. */
export type ApiKeyFilter = {
  /** True: only those that work. */
  active?: boolean | null | undefined;
  /** Of this environment only. */
  environmentId?: string | null | undefined;
};

/** What a key may be trusted with. */
export type ApiKeyKind =
  /** `plb_pub_…`, may lie open in a page. */
  | 'PUBLISHABLE'
  /** `plb_live_…`, for backends. */
  | 'SECRET';

/** Which service is archived. */
export type ArchiveServiceInput = {
  /** Which. */
  serviceId: string;
};

/** Which tenant is archived. */
export type ArchiveTenantInput = {
  /** Which. */
  tenantId: string;
};

/** Who gets which role. */
export type ChangeMemberRoleInput = {
  /** The member. */
  memberId: string;
  /** The new role. */
  role: Role;
};

/** All that it shall watch from now on. */
export type ChooseIntegrationTargetsInput = {
  /** Which integration. */
  integrationId: string;
  /** The provider's ids, `acme/shop`. At most 100. */
  targets: Array<string>;
};

/** What evidence says of a claim. Only evidence moves it. */
export type ClaimState =
  /** Seen to fail; the reason says how. */
  | 'BROKEN'
  /** Configured, and never seen to work. */
  | 'CLAIMED'
  /** Seen to work; the proof says when. */
  | 'PROVEN'
  /** Seen to work, but too long ago for what it promises. */
  | 'STALE';

/** A value that a connect method asks for. */
export type ConnectFieldInput = {
  /** The field's name. */
  name: string;
  /** What was typed. */
  value: string;
};

/** What to connect. */
export type ConnectIntegrationInput = {
  /** What the connect method asks for. */
  fields?: Array<ConnectFieldInput> | null | undefined;
  /** Default by whether PUBLIC_URL can be reached from outside. */
  mode?: IntegrationMode | null | undefined;
  /** What to call it. Default the provider's name and account. */
  name?: string | null | undefined;
  /** Slug in the catalogue. */
  provider: string;
  /** Whose it is. Default the workspace's as a whole. */
  tenantId?: string | null | undefined;
  /** Where. */
  workspaceId: string;
};

/** A way to connect. */
export type ConnectMethodKind =
  /** In the browser, by an app that the provider makes from a manifest. */
  | 'APP'
  /** In the browser, by OAuth. */
  | 'OAUTH2'
  /** By a secret that we make and the sender signs with. */
  | 'SECRET'
  /** By a pasted token or key. */
  | 'TOKEN';

/** The kind of credential that keeps a connection open. */
export type ConnectionCredential =
  /** None: what is open to visitors. */
  | 'ANONYMOUS'
  /** An API key: a server or a script. */
  | 'API_KEY'
  /** An embed token: a widget in a page. */
  | 'EMBED_TOKEN'
  /** A member's session: the console, as a rule. */
  | 'SESSION';

/** What carries subscriptions to a client. Who polls holds no connection. */
export type ConnectionTransport =
  /** A stream of server-sent events; each carries one subscription. */
  | 'SSE'
  /** A WebSocket, `graphql-transport-ws`; one carries any number of subscriptions. */
  | 'WEBSOCKET';

/** What a new key is. */
export type CreateApiKeyInput = {
  /** Where it works. Null for every environment, which is for secret keys of automation; it must be said, so that it is never an oversight. */
  environmentId?: string | null | undefined;
  /** When it ends. Default: never. */
  expiresAt?: string | null | undefined;
  /** What it may be trusted with. */
  kind: ApiKeyKind;
  /** What it is for. */
  name: string;
  /** Pages that a publishable key works from, `https://shop.example`. Default: all. */
  origins?: Array<string> | null | undefined;
  /** What it may do; see Query.permissions. */
  scopes: Array<string>;
  /** For which workspace it speaks. */
  workspaceId: string;
};

/** What a new environment is. */
export type CreateEnvironmentInput = {
  /** Its name in configuration; unique. */
  key: string;
  /** What it is used for. */
  kind: EnvironmentKind;
  /** Its name, for people. */
  name: string;
  /** Where. */
  workspaceId: string;
};

/** What a new service is. */
export type CreateServiceInput = {
  /** What it does, for people. */
  description?: string | null | undefined;
  /** Its name in configuration; unique. */
  key: string;
  /** Its name, for people. */
  name: string;
  /** The team or person that answers for it. */
  owner?: string | null | undefined;
  /** 1 (customers notice at once) to 4 (nobody notices for days). Default 3. */
  tier?: number | null | undefined;
  /** Where. */
  workspaceId: string;
};

/** What a new tenant is. */
export type CreateTenantInput = {
  /** Your own name for it in your systems; unique. */
  key: string;
  /** Your own notes: a flat object of texts. */
  metadata?: unknown;
  /** Its name, for people. */
  name: string;
  /** Where. */
  workspaceId: string;
};

/** A new endpoint. */
export type CreateWebhookEndpointInput = {
  /** What it is for, for people. */
  description?: string | null | undefined;
  /** Event types that it receives, from the query `eventTypes`; null for all. */
  eventTypes?: Array<string> | null | undefined;
  /** Where to send them, https. */
  url: string;
  /** Whose events. */
  workspaceId: string;
};

/** Which deliveries; what is left out does not narrow. */
export type DeliveryFilter = {
  /** The provider's name of what happened. */
  event?: string | null | undefined;
  /** Of this integration only. */
  integrationId?: string | null | undefined;
  /** Received in this span. */
  receivedAt?: DeliveryMoments | null | undefined;
  /** With one of these verdicts. */
  verdicts?: Array<DeliveryVerdict> | null | undefined;
};

/** A span of time. */
export type DeliveryMoments = {
  /** From this moment. */
  gte?: string | null | undefined;
  /** Before this moment. */
  lt?: string | null | undefined;
};

/** What became of a delivery at the door. */
export type DeliveryVerdict =
  /** Its signature was right, and it was stored. */
  | 'ACCEPTED'
  /** A delivery of the same id was accepted before. */
  | 'DUPLICATE'
  /** Unsigned, wrongly signed, stale or unreadable. */
  | 'REFUSED';

/** What to end. */
export type DisconnectIntegrationInput = {
  /** Which integration. */
  integrationId: string;
};

/** What an environment is used for, whatever it is called. */
export type EnvironmentKind =
  /** Where software is made. */
  | 'DEVELOPMENT'
  /** Something else. */
  | 'OTHER'
  /** Customers use it. */
  | 'PRODUCTION'
  /** The last stop before production. */
  | 'STAGING';

/** Compares who did it. */
export type EventActorTypeComparator = {
  /** Any of `user`, `api_key`, `embed`, `system`, `anonymous`. */
  in?: Array<string> | null | undefined;
};

/** Which events; what is left out does not narrow. */
export type EventFilter = {
  /** By who did it. */
  actorType?: EventActorTypeComparator | null | undefined;
  /** Happened in this span. */
  occurredAt?: EventMomentComparator | null | undefined;
  /** About this: its id, or the bare uuid. */
  subjectId?: string | null | undefined;
  /** By the noun of what it is about. */
  subjectType?: EventSubjectTypeComparator | null | undefined;
  /** By type. */
  type?: EventTypeComparator | null | undefined;
};

/** A span of time. */
export type EventMomentComparator = {
  /** From this moment. */
  gte?: string | null | undefined;
  /** Before this moment. */
  lt?: string | null | undefined;
};

/** Compares what an event is about. */
export type EventSubjectTypeComparator = {
  /** Any of these nouns: `incident`, `error_group`. */
  in?: Array<string> | null | undefined;
};

/** Compares an event's type. */
export type EventTypeComparator = {
  /** Any of these. */
  in?: Array<string> | null | undefined;
};

/** Which notices; what is left out does not narrow. */
export type InboxFilter = {
  /** True: only those that are unread. */
  unread?: boolean | null | undefined;
};

/** Which integrations; what is left out does not narrow. */
export type IntegrationFilter = {
  /** Slug in the catalogue. */
  provider?: string | null | undefined;
  /** In one of these states. */
  states?: Array<IntegrationState> | null | undefined;
  /** Of this tenant only. */
  tenantId?: string | null | undefined;
};

/** How facts come in. */
export type IntegrationMode =
  /** We ask the provider. */
  | 'POLLING'
  /** The provider tells us. */
  | 'WEBHOOK';

/** Where an integration stands. Only evidence moves it. */
export type IntegrationState =
  /** A call with the credentials succeeded. */
  | 'AUTHORISED'
  /** Something that worked does not any more; the reason says what. */
  | 'DEGRADED'
  /** Ended; its secrets are deleted. */
  | 'DISCONNECTED'
  /** A signed delivery, or a polled fact, really arrived. */
  | 'LIVE'
  /** Nothing is proven yet. */
  | 'PENDING'
  /** Nothing came within the expected interval; the reason says since when. */
  | 'STALE'
  /** The provider read our webhook back. */
  | 'WEBHOOK_REGISTERED';

/** Which invitations; what is left out does not narrow. */
export type InvitationFilter = {
  /** In one of these states. */
  states?: Array<InvitationState> | null | undefined;
};

/** Where an invitation stands. */
export type InvitationState =
  /** The person is a member. */
  | 'ACCEPTED'
  /** Its seven days are over; it can be sent again. */
  | 'EXPIRED'
  /** Its link works. */
  | 'PENDING'
  /** It was withdrawn. */
  | 'REVOKED';

/** Who is invited to what. */
export type InviteMemberInput = {
  /** The address; with or without an account. */
  email: string;
  /** What the person will be. */
  role: Role;
  /** Where. */
  workspaceId: string;
};

/** What the viewer leaves. */
export type LeaveWorkspaceInput = {
  /** The workspace. */
  workspaceId: string;
};

/** Which notices were read. */
export type MarkInboxReadInput = {
  /** True: all of them. */
  all?: boolean | null | undefined;
  /** These; at most 200. */
  ids?: Array<string> | null | undefined;
};

/** Which members; what is left out does not narrow. */
export type MemberFilter = {
  /** With one of these roles. */
  roles?: Array<Role> | null | undefined;
};

/** What the token is for. */
export type MintEmbedTokenInput = {
  /** The widget: `integrations`, or `integrations-connect` for whom you let connect. */
  component: string;
  /** Origins of the pages: `https://app.shop.example`. */
  origins: Array<string>;
  /** Your own id of the user who looks; left out for an anonymous visitor. */
  subject?: string | null | undefined;
  /** Whose things it shows; or tenantKey. */
  tenantId?: string | null | undefined;
  /** The workspace's own name for the tenant, instead of its id. */
  tenantKey?: string | null | undefined;
  /** Needed from a member; a key belongs to one workspace. */
  workspaceId?: string | null | undefined;
};

/** A value that the connect method asks for. */
export type ReconnectFieldInput = {
  /** The field's name. */
  name: string;
  /** What was typed. */
  value: string;
};

/** Which integration, and what was pasted. */
export type ReconnectIntegrationInput = {
  /** What the connect method asks for. */
  fields: Array<ReconnectFieldInput>;
  /** Which integration. */
  integrationId: string;
};

/** What you are no longer on. */
export type ReleaseClaimInput = {
  /** The `key` of the claim. */
  claimKey: string;
  /** Where. */
  workspaceId: string;
};

/** Who is removed. */
export type RemoveMemberInput = {
  /** The member. */
  memberId: string;
};

/** Which delivery. */
export type ReplayDeliveryInput = {
  /** An accepted delivery. */
  deliveryId: string;
};

/** Which invitation is sent again. */
export type ResendInvitationInput = {
  /** Which. */
  invitationId: string;
};

/** Which service is taken back into use. */
export type RestoreServiceInput = {
  /** Which. */
  serviceId: string;
};

/** Which tenant is taken back into use. */
export type RestoreTenantInput = {
  /** Which. */
  tenantId: string;
};

/** Which key is revoked. */
export type RevokeApiKeyInput = {
  /** The key. */
  apiKeyId: string;
};

/** Which token is revoked. */
export type RevokeEmbedTokenInput = {
  /** The token. */
  embedTokenId: string;
};

/** Which invitation is withdrawn. */
export type RevokeInvitationInput = {
  /** Which. */
  invitationId: string;
};

/** What a member is in a workspace. The permission matrix says what each may do. */
export type Role =
  /** Everything but what is for owners. */
  | 'ADMIN'
  /** Operates what is set up: tenants, services, deliveries. */
  | 'OPERATOR'
  /** Everything, deletion and transfer included. */
  | 'OWNER'
  /** Looks. */
  | 'VIEWER';

/** Which key is replaced, and for how long both work. */
export type RotateApiKeyInput = {
  /** The old key. */
  apiKeyId: string;
  /** When the new key ends. Default: as long as the old one lived. */
  expiresAt?: string | null | undefined;
  /** Hours for which both keys work, 0 to 720. Default 24. */
  overlapHours?: number | null | undefined;
};

/** What evidence says of one rung. */
export type RungState =
  /** Proven once, and not so any more. */
  | 'BROKEN'
  /** Not proven yet. */
  | 'CLAIMED'
  /** Proven. */
  | 'PROVEN'
  /** Proven, too long ago. */
  | 'STALE';

/** What to test. */
export type SendTestDeliveryInput = {
  /** Which integration. */
  integrationId: string;
};

/** Where you want one kind of notice. */
export type SetNotificationPreferenceInput = {
  /** Whether it comes by mail. */
  email: boolean;
  /** Whether it comes to the inbox. */
  inbox: boolean;
  /** The kind. */
  kind: string;
  /** Whether the browsers show it that you allowed. Left out, it stays as it is. */
  push?: boolean | null | undefined;
};

/** Which signals; what is left out does not narrow. */
export type SignalFilter = {
  /** Of this integration only. */
  integrationId?: string | null | undefined;
  /** Slug in the catalogue. */
  provider?: string | null | undefined;
  /** Stored in this span. */
  receivedAt?: SignalMoments | null | undefined;
  /** Of this tenant only. */
  tenantId?: string | null | undefined;
  /** Of one of these types. */
  types?: Array<string> | null | undefined;
};

/** A span of time. */
export type SignalMoments = {
  /** From this moment. */
  gte?: string | null | undefined;
  /** Before this moment. */
  lt?: string | null | undefined;
};

/** What to connect, and how. */
export type StartConnectInput = {
  /** What the connect method asks for. */
  fields?: Array<ConnectFieldInput> | null | undefined;
  /** Set to connect an existing integration again. */
  integrationId?: string | null | undefined;
  /** OAUTH2 or APP. Default the first that the provider has. */
  method?: ConnectMethodKind | null | undefined;
  /** Default by whether PUBLIC_URL can be reached from outside. */
  mode?: IntegrationMode | null | undefined;
  /** What to call it. */
  name?: string | null | undefined;
  /** Slug in the catalogue. */
  provider: string;
  /** Whose it is. Default the workspace's as a whole. */
  tenantId?: string | null | undefined;
  /** Where. */
  workspaceId: string;
};

/** What you are on. */
export type TakeClaimInput = {
  /** The `key` of a claim that is broken or stale. */
  claimKey: string;
  /** Where. */
  workspaceId: string;
};

/** To whom. */
export type TransferOwnershipInput = {
  /** The new owner. */
  memberId: string;
};

/** What changes; what is left out stays. */
export type UpdateEnvironmentInput = {
  /** Which. */
  environmentId: string;
  /** Its new key. */
  key?: string | null | undefined;
  /** What it is used for. */
  kind?: EnvironmentKind | null | undefined;
  /** Its new name. */
  name?: string | null | undefined;
};

/** What to change; what is left out stays. */
export type UpdateIntegrationInput = {
  /** Which integration. */
  integrationId: string;
  /** How facts come in. */
  mode?: IntegrationMode | null | undefined;
  /** What to call it. */
  name?: string | null | undefined;
  /** Seconds of silence until it is stale, an hour to a year; 0 goes back to the provider's. */
  quietAfterSeconds?: number | null | undefined;
};

/** What changes; what is left out stays. */
export type UpdateServiceInput = {
  /** What it does, for people. */
  description?: string | null | undefined;
  /** Its new key. */
  key?: string | null | undefined;
  /** Its new name. */
  name?: string | null | undefined;
  /** Who answers for it; an empty text for nobody. */
  owner?: string | null | undefined;
  /** Which. */
  serviceId: string;
  /** 1 to 4. */
  tier?: number | null | undefined;
};

/** What changes; what is left out stays. */
export type UpdateTenantInput = {
  /** Its new key. */
  key?: string | null | undefined;
  /** Its new notes, all of them. */
  metadata?: unknown;
  /** Its new name. */
  name?: string | null | undefined;
  /** Which. */
  tenantId: string;
};

export type ApiKeysQueryVariables = Exact<{
  slug: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: ApiKeyFilter | null | undefined;
}>;


export type ApiKeysQuery = { workspace: { apiKeys: { nodes: Array<{ id: string, name: string, kind: ApiKeyKind, scopes: Array<string>, start: string, last4: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null, rotatedFromId: string | null, createdByName: string | null, createdAt: string, environment: { id: string, key: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { key: string, apiKey: { id: string, name: string, kind: ApiKeyKind, scopes: Array<string>, start: string, last4: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null, rotatedFromId: string | null, createdByName: string | null, createdAt: string, environment: { id: string, key: string, name: string } | null } }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type RotateApiKeyMutationVariables = Exact<{
  input: RotateApiKeyInput;
}>;


export type RotateApiKeyMutation = { rotateApiKey:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { key: string, apiKey: { id: string, name: string, kind: ApiKeyKind, scopes: Array<string>, start: string, last4: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null, rotatedFromId: string | null, createdByName: string | null, createdAt: string, environment: { id: string, key: string, name: string } | null } }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { revokeApiKey:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { apiKey: { id: string, name: string, kind: ApiKeyKind, scopes: Array<string>, start: string, last4: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null, rotatedFromId: string | null, createdByName: string | null, createdAt: string, environment: { id: string, key: string, name: string } | null } }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type ApiKeyFactsFragment = { id: string, name: string, kind: ApiKeyKind, scopes: Array<string>, start: string, last4: string, lastUsedAt: string | null, expiresAt: string | null, revokedAt: string | null, rotatedFromId: string | null, createdByName: string | null, createdAt: string, environment: { id: string, key: string, name: string } | null };

export type LiveConnectionsQueryVariables = Exact<{
  slug: string;
}>;


export type LiveConnectionsQuery = { workspace: { liveConnections: { servers: number, measuredAt: string | null, connections: number | null, subscriptions: number | null, groups: Array<{ transport: ConnectionTransport, credential: ConnectionCredential, connections: number, subscriptions: number, since: string }> } } | null };

export type DeliveriesQueryVariables = Exact<{
  slug: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: DeliveryFilter | null | undefined;
}>;


export type DeliveriesQuery = { workspace: { deliveries: { nodes: Array<{ id: string, provider: string, externalId: string | null, event: string | null, verdict: DeliveryVerdict, reason: string | null, outcome: string | null, receivedAt: string, answeredMs: number, processedAt: string | null, signalCount: number | null, bodyBytes: number }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ReplayDeliveryMutationVariables = Exact<{
  input: ReplayDeliveryInput;
}>;


export type ReplayDeliveryMutation = { replayDelivery:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { delivery: { id: string, provider: string, externalId: string | null, event: string | null, verdict: DeliveryVerdict, reason: string | null, outcome: string | null, receivedAt: string, answeredMs: number, processedAt: string | null, signalCount: number | null, bodyBytes: number } }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type DeliveriesReceivedSubscriptionVariables = Exact<{
  workspaceId: string;
  integrationId?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type DeliveriesReceivedSubscription = { deliveryReceived: { cursor: string, delivery: { id: string, provider: string, externalId: string | null, event: string | null, verdict: DeliveryVerdict, reason: string | null, outcome: string | null, receivedAt: string, answeredMs: number, processedAt: string | null, signalCount: number | null, bodyBytes: number } | null } };

export type DeliveryFactsFragment = { id: string, provider: string, externalId: string | null, event: string | null, verdict: DeliveryVerdict, reason: string | null, outcome: string | null, receivedAt: string, answeredMs: number, processedAt: string | null, signalCount: number | null, bodyBytes: number };

export type MintEmbedTokenMutationVariables = Exact<{
  input: MintEmbedTokenInput;
}>;


export type MintEmbedTokenMutation = { mintEmbedToken:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { token: string, expiresAt: string, embedToken: { id: string } }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type RevokeEmbedTokenMutationVariables = Exact<{
  input: RevokeEmbedTokenInput;
}>;


export type RevokeEmbedTokenMutation = { revokeEmbedToken:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { embedToken: { id: string, revokedAt: string | null } }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type EnvironmentsQueryVariables = Exact<{
  slug: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type EnvironmentsQuery = { workspace: { environments: { nodes: Array<{ id: string, key: string, name: string, kind: EnvironmentKind, archivedAt: string | null, createdAt: string, updatedAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type CreateEnvironmentMutationVariables = Exact<{
  input: CreateEnvironmentInput;
}>;


export type CreateEnvironmentMutation = { createEnvironment:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { environment: { id: string, key: string, name: string, kind: EnvironmentKind, archivedAt: string | null, createdAt: string, updatedAt: string } }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type UpdateEnvironmentMutationVariables = Exact<{
  input: UpdateEnvironmentInput;
}>;


export type UpdateEnvironmentMutation = { updateEnvironment:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
    | { environment: { id: string, key: string, name: string, kind: EnvironmentKind, archivedAt: string | null, createdAt: string, updatedAt: string } }
   };

export type EnvironmentFactsFragment = { id: string, key: string, name: string, kind: EnvironmentKind, archivedAt: string | null, createdAt: string, updatedAt: string };

export type EventsQueryVariables = Exact<{
  slug: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: EventFilter | null | undefined;
}>;


export type EventsQuery = { workspace: { events: { nodes: Array<{ id: string, type: string, subjectType: string, subjectId: string, requestId: string | null, data: unknown, occurredAt: string, cursor: string | null, actor: { type: string, name: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type EventsRecordedSubscriptionVariables = Exact<{
  workspaceId: string;
  types?: Array<string> | string | null | undefined;
  subjectId?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type EventsRecordedSubscription = { events: { cursor: string, event: { id: string, type: string, subjectType: string, subjectId: string, requestId: string | null, data: unknown, occurredAt: string, cursor: string | null, actor: { type: string, name: string } } } };

export type EventFactsFragment = { id: string, type: string, subjectType: string, subjectId: string, requestId: string | null, data: unknown, occurredAt: string, cursor: string | null, actor: { type: string, name: string } };

export type InboxQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: InboxFilter | null | undefined;
}>;


export type InboxQuery = { viewer: { unreadNotifications: number, inbox: { nodes: Array<{ id: string, kind: string, title: string, body: string, href: string, readAt: string | null, createdAt: string, workspace: { id: string, slug: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type NotificationPreferencesQueryVariables = Exact<{ [key: string]: never; }>;


export type NotificationPreferencesQuery = { viewer: { notificationPreferences: Array<{ kind: string, title: string, description: string, inbox: boolean, email: boolean, push: boolean }> } | null };

export type MarkInboxReadMutationVariables = Exact<{
  input: MarkInboxReadInput;
}>;


export type MarkInboxReadMutation = { markInboxRead:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { count: number }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type SetNotificationPreferenceMutationVariables = Exact<{
  input: SetNotificationPreferenceInput;
}>;


export type SetNotificationPreferenceMutation = { setNotificationPreference:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { preference: { kind: string, title: string, description: string, inbox: boolean, email: boolean, push: boolean } }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type InboxItemFactsFragment = { id: string, kind: string, title: string, body: string, href: string, readAt: string | null, createdAt: string, workspace: { id: string, slug: string, name: string } | null };

export type NotificationPreferenceFactsFragment = { kind: string, title: string, description: string, inbox: boolean, email: boolean, push: boolean };

export type IntegrationsQueryVariables = Exact<{
  slug: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: IntegrationFilter | null | undefined;
}>;


export type IntegrationsQuery = { workspace: { integrations: { nodes: Array<{ id: string, provider: string, providerName: string, name: string, method: string, mode: IntegrationMode, state: IntegrationState, reason: string | null, nextStep: string | null, account: string | null, lastDeliveryAt: string | null, lastSignalAt: string | null, lastPolledAt: string | null, createdAt: string, rungs: Array<{ key: string, title: string, state: RungState, text: string, at: string | null }>, tenant: { id: string, key: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ConnectIntegrationMutationVariables = Exact<{
  input: ConnectIntegrationInput;
}>;


export type ConnectIntegrationMutation = { connectIntegration:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { connected: { hookUrl: string | null, secret: string | null, curl: string | null, integration: { id: string, provider: string, providerName: string, name: string, method: string, mode: IntegrationMode, state: IntegrationState, reason: string | null, nextStep: string | null, account: string | null, lastDeliveryAt: string | null, lastSignalAt: string | null, lastPolledAt: string | null, createdAt: string, rungs: Array<{ key: string, title: string, state: RungState, text: string, at: string | null }>, tenant: { id: string, key: string } | null } } }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type UpdateIntegrationMutationVariables = Exact<{
  input: UpdateIntegrationInput;
}>;


export type UpdateIntegrationMutation = { updateIntegration:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
    | { integration: { id: string, provider: string, providerName: string, name: string, method: string, mode: IntegrationMode, state: IntegrationState, reason: string | null, nextStep: string | null, account: string | null, lastDeliveryAt: string | null, lastSignalAt: string | null, lastPolledAt: string | null, createdAt: string, rungs: Array<{ key: string, title: string, state: RungState, text: string, at: string | null }>, tenant: { id: string, key: string } | null } }
   };

export type DisconnectIntegrationMutationVariables = Exact<{
  input: DisconnectIntegrationInput;
}>;


export type DisconnectIntegrationMutation = { disconnectIntegration:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { integration: { id: string, provider: string, providerName: string, name: string, method: string, mode: IntegrationMode, state: IntegrationState, reason: string | null, nextStep: string | null, account: string | null, lastDeliveryAt: string | null, lastSignalAt: string | null, lastPolledAt: string | null, createdAt: string, rungs: Array<{ key: string, title: string, state: RungState, text: string, at: string | null }>, tenant: { id: string, key: string } | null } }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type SendTestDeliveryMutationVariables = Exact<{
  input: SendTestDeliveryInput;
}>;


export type SendTestDeliveryMutation = { sendTestDelivery:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { test: { hops: Array<{ name: string, ok: boolean, detail: string, at: string | null }> } }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type IntegrationChangesSubscriptionVariables = Exact<{
  workspaceId: string;
  after?: string | null | undefined;
}>;


export type IntegrationChangesSubscription = { integrationChanged: { cursor: string, reason: string, integration: { id: string, provider: string, providerName: string, name: string, method: string, mode: IntegrationMode, state: IntegrationState, reason: string | null, nextStep: string | null, account: string | null, lastDeliveryAt: string | null, lastSignalAt: string | null, lastPolledAt: string | null, createdAt: string, rungs: Array<{ key: string, title: string, state: RungState, text: string, at: string | null }>, tenant: { id: string, key: string } | null } | null } };

export type IntegrationFactsFragment = { id: string, provider: string, providerName: string, name: string, method: string, mode: IntegrationMode, state: IntegrationState, reason: string | null, nextStep: string | null, account: string | null, lastDeliveryAt: string | null, lastSignalAt: string | null, lastPolledAt: string | null, createdAt: string, rungs: Array<{ key: string, title: string, state: RungState, text: string, at: string | null }>, tenant: { id: string, key: string } | null };

export type InvitationsQueryVariables = Exact<{
  slug: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: InvitationFilter | null | undefined;
}>;


export type InvitationsQuery = { workspace: { invitations: { nodes: Array<{ id: string, email: string, role: Role, state: InvitationState, expiresAt: string, lastSentAt: string, resentCount: number, invitedByName: string | null, createdAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type InviteMemberMutationVariables = Exact<{
  input: InviteMemberInput;
}>;


export type InviteMemberMutation = { inviteMember:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { invitation: { id: string, email: string, role: Role, state: InvitationState, expiresAt: string, lastSentAt: string, resentCount: number, invitedByName: string | null, createdAt: string } }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type ResendInvitationMutationVariables = Exact<{
  input: ResendInvitationInput;
}>;


export type ResendInvitationMutation = { resendInvitation:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { invitation: { id: string, email: string, role: Role, state: InvitationState, expiresAt: string, lastSentAt: string, resentCount: number, invitedByName: string | null, createdAt: string } }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type RevokeInvitationMutationVariables = Exact<{
  input: RevokeInvitationInput;
}>;


export type RevokeInvitationMutation = { revokeInvitation:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { invitation: { id: string, email: string, role: Role, state: InvitationState, expiresAt: string, lastSentAt: string, resentCount: number, invitedByName: string | null, createdAt: string } }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type AcceptInvitationMutationVariables = Exact<{
  input: AcceptInvitationInput;
}>;


export type AcceptInvitationMutation = { acceptInvitation:
    | { workspace: { id: string, slug: string, name: string } }
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type InvitationFactsFragment = { id: string, email: string, role: Role, state: InvitationState, expiresAt: string, lastSentAt: string, resentCount: number, invitedByName: string | null, createdAt: string };

export type MembersQueryVariables = Exact<{
  slug: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: MemberFilter | null | undefined;
}>;


export type MembersQuery = { workspace: { members: { nodes: Array<{ id: string, role: Role, isViewer: boolean, createdAt: string, user: { id: string, name: string, email: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ChangeMemberRoleMutationVariables = Exact<{
  input: ChangeMemberRoleInput;
}>;


export type ChangeMemberRoleMutation = { changeMemberRole:
    | { member: { id: string, role: Role, isViewer: boolean, createdAt: string, user: { id: string, name: string, email: string } | null } }
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type RemoveMemberMutationVariables = Exact<{
  input: RemoveMemberInput;
}>;


export type RemoveMemberMutation = { removeMember:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { member: { id: string } }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type TransferOwnershipMutationVariables = Exact<{
  input: TransferOwnershipInput;
}>;


export type TransferOwnershipMutation = { transferOwnership:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { member: { id: string, role: Role, isViewer: boolean, createdAt: string, user: { id: string, name: string, email: string } | null } }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type LeaveWorkspaceMutationVariables = Exact<{
  input: LeaveWorkspaceInput;
}>;


export type LeaveWorkspaceMutation = { leaveWorkspace:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { workspace: { id: string } }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type MemberFactsFragment = { id: string, role: Role, isViewer: boolean, createdAt: string, user: { id: string, name: string, email: string } | null };

export type IntegrationsWidgetCatalogueQueryVariables = Exact<{ [key: string]: never; }>;


export type IntegrationsWidgetCatalogueQuery = { embed: { workspaceId: string, providers: Array<{ slug: string, name: string, description: string, notice: string | null, targetNoun: string | null, connectMethods: Array<{ kind: ConnectMethodKind, available: boolean, fields: Array<{ name: string, label: string, help: string, placeholder: string | null, secret: boolean, optional: boolean }> }> }> } | null };

export type IntegrationsWidgetConnectMutationVariables = Exact<{
  input: ConnectIntegrationInput;
}>;


export type IntegrationsWidgetConnectMutation = { connectIntegration:
    | { __typename: 'Conflict', message: string, nextStep: string | null }
    | { __typename: 'ConnectIntegrationSuccess', connected: { hookUrl: string | null, secret: string | null, integration: { id: string, name: string, provider: string, providerName: string, method: string, mode: IntegrationMode, state: IntegrationState, reason: string | null, nextStep: string | null, lastSignalAt: string | null, targets: Array<{ targetId: string }>, rungs: Array<{ key: string, title: string, state: RungState, text: string, at: string | null }> } } }
    | { __typename: 'Expired', message: string, nextStep: string | null }
    | { __typename: 'Forbidden', message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', message: string, nextStep: string | null }
    | { __typename: 'RateLimited', message: string, nextStep: string | null }
    | { __typename: 'TooLarge', message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', message: string, nextStep: string | null }
    | { __typename: 'Unavailable', message: string, nextStep: string | null }
   };

export type IntegrationsWidgetReconnectMutationVariables = Exact<{
  input: ReconnectIntegrationInput;
}>;


export type IntegrationsWidgetReconnectMutation = { reconnectIntegration:
    | { __typename: 'Conflict', message: string, nextStep: string | null }
    | { __typename: 'Expired', message: string, nextStep: string | null }
    | { __typename: 'Forbidden', message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', message: string, nextStep: string | null }
    | { __typename: 'RateLimited', message: string, nextStep: string | null }
    | { __typename: 'ReconnectIntegrationSuccess', integration: { id: string, name: string, provider: string, providerName: string, method: string, mode: IntegrationMode, state: IntegrationState, reason: string | null, nextStep: string | null, lastSignalAt: string | null, targets: Array<{ targetId: string }>, rungs: Array<{ key: string, title: string, state: RungState, text: string, at: string | null }> } }
    | { __typename: 'TooLarge', message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', message: string, nextStep: string | null }
    | { __typename: 'Unavailable', message: string, nextStep: string | null }
   };

export type IntegrationsWidgetLeaveMutationVariables = Exact<{
  input: StartConnectInput;
}>;


export type IntegrationsWidgetLeaveMutation = { startConnect:
    | { __typename: 'Conflict', message: string, nextStep: string | null }
    | { __typename: 'Expired', message: string, nextStep: string | null }
    | { __typename: 'Forbidden', message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', message: string, nextStep: string | null }
    | { __typename: 'RateLimited', message: string, nextStep: string | null }
    | { __typename: 'StartConnectSuccess', step: { url: string } }
    | { __typename: 'TooLarge', message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', message: string, nextStep: string | null }
    | { __typename: 'Unavailable', message: string, nextStep: string | null }
   };

export type IntegrationsWidgetTargetsQueryVariables = Exact<{
  id: string;
}>;


export type IntegrationsWidgetTargetsQuery = { node:
    | { __typename: 'Alert' }
    | { __typename: 'AlertRoute' }
    | { __typename: 'AlertRule' }
    | { __typename: 'AlertRuleVersion' }
    | { __typename: 'AlertSilence' }
    | { __typename: 'ApiKey' }
    | { __typename: 'Channel' }
    | { __typename: 'Delivery' }
    | { __typename: 'Document' }
    | { __typename: 'DocumentChange' }
    | { __typename: 'DocumentSource' }
    | { __typename: 'DocumentVersion' }
    | { __typename: 'DriftCandidate' }
    | { __typename: 'EmbedToken' }
    | { __typename: 'Environment' }
    | { __typename: 'ErrorGroup' }
    | { __typename: 'ErrorGroupMove' }
    | { __typename: 'ErrorPattern' }
    | { __typename: 'EscalationPolicy' }
    | { __typename: 'Event' }
    | { __typename: 'Flag' }
    | { __typename: 'FlagChangeRequest' }
    | { __typename: 'FlagConfiguration' }
    | { __typename: 'FlagEnvironment' }
    | { __typename: 'FlagGuard' }
    | { __typename: 'FlagOverride' }
    | { __typename: 'FlagRevision' }
    | { __typename: 'FlagRollout' }
    | { __typename: 'FlagScheduledChange' }
    | { __typename: 'FlagSegment' }
    | { __typename: 'FlagSource' }
    | { __typename: 'Forward' }
    | { __typename: 'InboxItem' }
    | { __typename: 'Incident' }
    | { __typename: 'IncidentErrorGroup' }
    | { __typename: 'Integration', targets: Array<{ targetId: string, name: string }>, offeredTargets: Array<{ targetId: string, name: string }> }
    | { __typename: 'Invitation' }
    | { __typename: 'LogDeletion' }
    | { __typename: 'LogRedactionRule' }
    | { __typename: 'LogSource' }
    | { __typename: 'Member' }
    | { __typename: 'Notification' }
    | { __typename: 'OnCallOverride' }
    | { __typename: 'OnCallSchedule' }
    | { __typename: 'PushDevice' }
    | { __typename: 'QuestionCluster' }
    | { __typename: 'QuestionMessage' }
    | { __typename: 'Reconciliation' }
    | { __typename: 'SavedSearch' }
    | { __typename: 'Service' }
    | { __typename: 'Signal' }
    | { __typename: 'Tenant' }
    | { __typename: 'User' }
    | { __typename: 'WebhookAttempt' }
    | { __typename: 'WebhookEndpoint' }
    | { __typename: 'WebhookMessage' }
    | { __typename: 'Workspace' }
   | null };

export type IntegrationsWidgetChooseMutationVariables = Exact<{
  input: ChooseIntegrationTargetsInput;
}>;


export type IntegrationsWidgetChooseMutation = { chooseIntegrationTargets:
    | { __typename: 'ChooseIntegrationTargetsSuccess', integration: { id: string, name: string, provider: string, providerName: string, method: string, mode: IntegrationMode, state: IntegrationState, reason: string | null, nextStep: string | null, lastSignalAt: string | null, targets: Array<{ targetId: string }>, rungs: Array<{ key: string, title: string, state: RungState, text: string, at: string | null }> } }
    | { __typename: 'Conflict', message: string, nextStep: string | null }
    | { __typename: 'Expired', message: string, nextStep: string | null }
    | { __typename: 'Forbidden', message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', message: string, nextStep: string | null }
    | { __typename: 'RateLimited', message: string, nextStep: string | null }
    | { __typename: 'TooLarge', message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', message: string, nextStep: string | null }
    | { __typename: 'Unavailable', message: string, nextStep: string | null }
   };

export type IntegrationsWidgetDisconnectMutationVariables = Exact<{
  input: DisconnectIntegrationInput;
}>;


export type IntegrationsWidgetDisconnectMutation = { disconnectIntegration:
    | { __typename: 'Conflict', message: string, nextStep: string | null }
    | { __typename: 'DisconnectIntegrationSuccess', integration: { id: string, name: string, provider: string, providerName: string, method: string, mode: IntegrationMode, state: IntegrationState, reason: string | null, nextStep: string | null, lastSignalAt: string | null, targets: Array<{ targetId: string }>, rungs: Array<{ key: string, title: string, state: RungState, text: string, at: string | null }> } }
    | { __typename: 'Expired', message: string, nextStep: string | null }
    | { __typename: 'Forbidden', message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', message: string, nextStep: string | null }
    | { __typename: 'RateLimited', message: string, nextStep: string | null }
    | { __typename: 'TooLarge', message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', message: string, nextStep: string | null }
    | { __typename: 'Unavailable', message: string, nextStep: string | null }
   };

type WidgetRefusal_Conflict_Fragment = { message: string, nextStep: string | null };

type WidgetRefusal_Expired_Fragment = { message: string, nextStep: string | null };

type WidgetRefusal_Forbidden_Fragment = { message: string, nextStep: string | null };

type WidgetRefusal_IdempotencyConflict_Fragment = { message: string, nextStep: string | null };

type WidgetRefusal_InvalidInput_Fragment = { message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> };

type WidgetRefusal_NotFound_Fragment = { message: string, nextStep: string | null };

type WidgetRefusal_PreconditionFailed_Fragment = { message: string, nextStep: string | null };

type WidgetRefusal_RateLimited_Fragment = { message: string, nextStep: string | null };

type WidgetRefusal_ResyncRequired_Fragment = { message: string, nextStep: string | null };

type WidgetRefusal_TooLarge_Fragment = { message: string, nextStep: string | null };

type WidgetRefusal_Unauthenticated_Fragment = { message: string, nextStep: string | null };

type WidgetRefusal_Unavailable_Fragment = { message: string, nextStep: string | null };

export type WidgetRefusalFragment =
  | WidgetRefusal_Conflict_Fragment
  | WidgetRefusal_Expired_Fragment
  | WidgetRefusal_Forbidden_Fragment
  | WidgetRefusal_IdempotencyConflict_Fragment
  | WidgetRefusal_InvalidInput_Fragment
  | WidgetRefusal_NotFound_Fragment
  | WidgetRefusal_PreconditionFailed_Fragment
  | WidgetRefusal_RateLimited_Fragment
  | WidgetRefusal_ResyncRequired_Fragment
  | WidgetRefusal_TooLarge_Fragment
  | WidgetRefusal_Unauthenticated_Fragment
  | WidgetRefusal_Unavailable_Fragment
;

export type WidgetProviderFragment = { slug: string, name: string, description: string, notice: string | null, targetNoun: string | null, connectMethods: Array<{ kind: ConnectMethodKind, available: boolean, fields: Array<{ name: string, label: string, help: string, placeholder: string | null, secret: boolean, optional: boolean }> }> };

export type IntegrationsWidgetQueryVariables = Exact<{ [key: string]: never; }>;


export type IntegrationsWidgetQuery = { embed: { workspaceId: string, cursor: string, mayConnect: boolean, tenant: { id: string, name: string, integrations: { nodes: Array<{ id: string, name: string, provider: string, providerName: string, method: string, mode: IntegrationMode, state: IntegrationState, reason: string | null, nextStep: string | null, lastSignalAt: string | null, targets: Array<{ targetId: string }>, rungs: Array<{ key: string, title: string, state: RungState, text: string, at: string | null }> }> } } } | null };

export type IntegrationsWidgetChangesSubscriptionVariables = Exact<{
  workspaceId: string;
  after?: string | null | undefined;
}>;


export type IntegrationsWidgetChangesSubscription = { integrationChanged: { cursor: string, integration: { id: string, name: string, provider: string, providerName: string, method: string, mode: IntegrationMode, state: IntegrationState, reason: string | null, nextStep: string | null, lastSignalAt: string | null, targets: Array<{ targetId: string }>, rungs: Array<{ key: string, title: string, state: RungState, text: string, at: string | null }> } | null } };

export type WidgetIntegrationFragment = { id: string, name: string, provider: string, providerName: string, method: string, mode: IntegrationMode, state: IntegrationState, reason: string | null, nextStep: string | null, lastSignalAt: string | null, targets: Array<{ targetId: string }>, rungs: Array<{ key: string, title: string, state: RungState, text: string, at: string | null }> };

export type ReadinessQueryVariables = Exact<{
  slug: string;
}>;


export type ReadinessQuery = { workspace: { cursor: string, readiness: { total: number, proven: number, claimed: number, stale: number, broken: number, claims: Array<{ key: string, title: string, state: ClaimState, reason: string | null, proof: { what: string, when: string, from: string } | null, nextStep: { label: string, href: string } | null }> } } | null };

export type TakingsQueryVariables = Exact<{
  slug: string;
}>;


export type TakingsQuery = { workspace: { home: { takings: Array<{ claimKey: string, title: string, name: string | null, userId: string | null, since: string }> } } | null };

export type TakeClaimMutationVariables = Exact<{
  input: TakeClaimInput;
}>;


export type TakeClaimMutation = { takeClaim:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { taking: { claimKey: string, title: string, name: string | null, userId: string | null, since: string } }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type ReleaseClaimMutationVariables = Exact<{
  input: ReleaseClaimInput;
}>;


export type ReleaseClaimMutation = { releaseClaim:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { taking: { claimKey: string, title: string, name: string | null, userId: string | null, since: string } }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type TakingFactsFragment = { claimKey: string, title: string, name: string | null, userId: string | null, since: string };

type Refused_Conflict_Fragment = { __typename: 'Conflict', code: string, message: string, nextStep: string | null };

type Refused_Expired_Fragment = { __typename: 'Expired', code: string, message: string, nextStep: string | null };

type Refused_Forbidden_Fragment = { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null };

type Refused_IdempotencyConflict_Fragment = { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null };

type Refused_InvalidInput_Fragment = { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> };

type Refused_NotFound_Fragment = { __typename: 'NotFound', code: string, message: string, nextStep: string | null };

type Refused_PreconditionFailed_Fragment = { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null };

type Refused_RateLimited_Fragment = { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null };

type Refused_ResyncRequired_Fragment = { __typename: 'ResyncRequired', code: string, message: string, nextStep: string | null };

type Refused_TooLarge_Fragment = { __typename: 'TooLarge', code: string, message: string, nextStep: string | null };

type Refused_Unauthenticated_Fragment = { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null };

type Refused_Unavailable_Fragment = { __typename: 'Unavailable', code: string, message: string, nextStep: string | null };

export type RefusedFragment =
  | Refused_Conflict_Fragment
  | Refused_Expired_Fragment
  | Refused_Forbidden_Fragment
  | Refused_IdempotencyConflict_Fragment
  | Refused_InvalidInput_Fragment
  | Refused_NotFound_Fragment
  | Refused_PreconditionFailed_Fragment
  | Refused_RateLimited_Fragment
  | Refused_ResyncRequired_Fragment
  | Refused_TooLarge_Fragment
  | Refused_Unauthenticated_Fragment
  | Refused_Unavailable_Fragment
;

export type ServicesQueryVariables = Exact<{
  slug: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ServicesQuery = { workspace: { services: { nodes: Array<{ id: string, key: string, name: string, description: string, owner: string | null, tier: number, archivedAt: string | null, createdAt: string, updatedAt: string, dependsOn: Array<{ id: string, key: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type CreateServiceMutationVariables = Exact<{
  input: CreateServiceInput;
}>;


export type CreateServiceMutation = { createService:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { service: { id: string, key: string, name: string, description: string, owner: string | null, tier: number, archivedAt: string | null, createdAt: string, updatedAt: string, dependsOn: Array<{ id: string, key: string }> } }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type UpdateServiceMutationVariables = Exact<{
  input: UpdateServiceInput;
}>;


export type UpdateServiceMutation = { updateService:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
    | { service: { id: string, key: string, name: string, description: string, owner: string | null, tier: number, archivedAt: string | null, createdAt: string, updatedAt: string, dependsOn: Array<{ id: string, key: string }> } }
   };

export type ArchiveServiceMutationVariables = Exact<{
  input: ArchiveServiceInput;
}>;


export type ArchiveServiceMutation = { archiveService:
    | { service: { id: string, key: string, name: string, description: string, owner: string | null, tier: number, archivedAt: string | null, createdAt: string, updatedAt: string, dependsOn: Array<{ id: string, key: string }> } }
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type RestoreServiceMutationVariables = Exact<{
  input: RestoreServiceInput;
}>;


export type RestoreServiceMutation = { restoreService:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { service: { id: string, key: string, name: string, description: string, owner: string | null, tier: number, archivedAt: string | null, createdAt: string, updatedAt: string, dependsOn: Array<{ id: string, key: string }> } }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type ServiceFactsFragment = { id: string, key: string, name: string, description: string, owner: string | null, tier: number, archivedAt: string | null, createdAt: string, updatedAt: string, dependsOn: Array<{ id: string, key: string }> };

export type SignalsQueryVariables = Exact<{
  slug: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: SignalFilter | null | undefined;
}>;


export type SignalsQuery = { workspace: { signals: { nodes: Array<{ id: string, type: string, title: string, subject: string, url: string | null, actor: string | null, provider: string, by: IntegrationMode, data: unknown, occurredAt: string, receivedAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type SignalsReceivedSubscriptionVariables = Exact<{
  workspaceId: string;
  integrationId?: string | null | undefined;
  types?: Array<string> | string | null | undefined;
  after?: string | null | undefined;
}>;


export type SignalsReceivedSubscription = { signalReceived: { cursor: string, signal: { id: string, type: string, title: string, subject: string, url: string | null, actor: string | null, provider: string, by: IntegrationMode, data: unknown, occurredAt: string, receivedAt: string } } };

export type SignalFactsFragment = { id: string, type: string, title: string, subject: string, url: string | null, actor: string | null, provider: string, by: IntegrationMode, data: unknown, occurredAt: string, receivedAt: string };

export type TenantsQueryVariables = Exact<{
  slug: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TenantsQuery = { workspace: { tenants: { nodes: Array<{ id: string, key: string, name: string, metadata: unknown, archivedAt: string | null, createdAt: string, updatedAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type CreateTenantMutationVariables = Exact<{
  input: CreateTenantInput;
}>;


export type CreateTenantMutation = { createTenant:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { tenant: { id: string, key: string, name: string, metadata: unknown, archivedAt: string | null, createdAt: string, updatedAt: string } }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type UpdateTenantMutationVariables = Exact<{
  input: UpdateTenantInput;
}>;


export type UpdateTenantMutation = { updateTenant:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
    | { tenant: { id: string, key: string, name: string, metadata: unknown, archivedAt: string | null, createdAt: string, updatedAt: string } }
   };

export type ArchiveTenantMutationVariables = Exact<{
  input: ArchiveTenantInput;
}>;


export type ArchiveTenantMutation = { archiveTenant:
    | { tenant: { id: string, key: string, name: string, metadata: unknown, archivedAt: string | null, createdAt: string, updatedAt: string } }
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type RestoreTenantMutationVariables = Exact<{
  input: RestoreTenantInput;
}>;


export type RestoreTenantMutation = { restoreTenant:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { tenant: { id: string, key: string, name: string, metadata: unknown, archivedAt: string | null, createdAt: string, updatedAt: string } }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type TenantFactsFragment = { id: string, key: string, name: string, metadata: unknown, archivedAt: string | null, createdAt: string, updatedAt: string };

export type WebhookEndpointsQueryVariables = Exact<{
  slug: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WebhookEndpointsQuery = { workspace: { webhookEndpoints: { nodes: Array<{ id: string, url: string, description: string, eventTypes: Array<string> | null, disabledAt: string | null, disabledReason: string | null, failingSince: string | null, createdAt: string, updatedAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type CreateWebhookEndpointMutationVariables = Exact<{
  input: CreateWebhookEndpointInput;
}>;


export type CreateWebhookEndpointMutation = { createWebhookEndpoint:
    | { __typename: 'Conflict', code: string, message: string, nextStep: string | null }
    | { secret: string, webhookEndpoint: { id: string, url: string, description: string, eventTypes: Array<string> | null, disabledAt: string | null, disabledReason: string | null, failingSince: string | null, createdAt: string, updatedAt: string } }
    | { __typename: 'Expired', code: string, message: string, nextStep: string | null }
    | { __typename: 'Forbidden', permission: string, code: string, message: string, nextStep: string | null }
    | { __typename: 'IdempotencyConflict', code: string, message: string, nextStep: string | null }
    | { __typename: 'InvalidInput', code: string, message: string, nextStep: string | null, issues: Array<{ path: Array<string>, message: string }> }
    | { __typename: 'NotFound', code: string, message: string, nextStep: string | null }
    | { __typename: 'PreconditionFailed', code: string, message: string, nextStep: string | null }
    | { __typename: 'RateLimited', retryAfterSeconds: number, code: string, message: string, nextStep: string | null }
    | { __typename: 'TooLarge', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unauthenticated', code: string, message: string, nextStep: string | null }
    | { __typename: 'Unavailable', code: string, message: string, nextStep: string | null }
   };

export type WebhookEndpointFactsFragment = { id: string, url: string, description: string, eventTypes: Array<string> | null, disabledAt: string | null, disabledReason: string | null, failingSince: string | null, createdAt: string, updatedAt: string };

export type WorkspaceQueryVariables = Exact<{
  slug: string;
}>;


export type WorkspaceQuery = { workspace: { id: string, slug: string, name: string, demo: boolean, deletesAt: string | null, createdAt: string, cursor: string, viewerPermissions: Array<string> } | null };

export type WorkspaceFactsFragment = { id: string, slug: string, name: string, demo: boolean, deletesAt: string | null, createdAt: string, cursor: string, viewerPermissions: Array<string> };

export const AcceptInvitationDocument = "mutation AcceptInvitation($input: AcceptInvitationInput!) {\n  acceptInvitation(input: $input) {\n    ... on AcceptInvitationSuccess {\n      workspace {\n        id\n        slug\n        name\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<AcceptInvitationMutation, AcceptInvitationMutationVariables>;

export const ApiKeysDocument = "query ApiKeys($slug: String!, $first: Int, $after: String, $filter: ApiKeyFilter) {\n  workspace(slug: $slug) {\n    apiKeys(first: $first, after: $after, filter: $filter) {\n      nodes {\n        ...ApiKeyFacts\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment ApiKeyFacts on ApiKey {\n  id\n  name\n  kind\n  scopes\n  start\n  last4\n  lastUsedAt\n  expiresAt\n  revokedAt\n  rotatedFromId\n  createdByName\n  createdAt\n  environment {\n    id\n    key\n    name\n  }\n}" as TypedDocument<ApiKeysQuery, ApiKeysQueryVariables>;

export const ArchiveServiceDocument = "mutation ArchiveService($input: ArchiveServiceInput!) {\n  archiveService(input: $input) {\n    ... on ArchiveServiceSuccess {\n      service {\n        ...ServiceFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}\n\nfragment ServiceFacts on Service {\n  id\n  key\n  name\n  description\n  owner\n  tier\n  dependsOn {\n    id\n    key\n  }\n  archivedAt\n  createdAt\n  updatedAt\n}" as TypedDocument<ArchiveServiceMutation, ArchiveServiceMutationVariables>;

export const ArchiveTenantDocument = "mutation ArchiveTenant($input: ArchiveTenantInput!) {\n  archiveTenant(input: $input) {\n    ... on ArchiveTenantSuccess {\n      tenant {\n        ...TenantFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}\n\nfragment TenantFacts on Tenant {\n  id\n  key\n  name\n  metadata\n  archivedAt\n  createdAt\n  updatedAt\n}" as TypedDocument<ArchiveTenantMutation, ArchiveTenantMutationVariables>;

export const ChangeMemberRoleDocument = "mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {\n  changeMemberRole(input: $input) {\n    ... on ChangeMemberRoleSuccess {\n      member {\n        ...MemberFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment MemberFacts on Member {\n  id\n  role\n  isViewer\n  createdAt\n  user {\n    id\n    name\n    email\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<ChangeMemberRoleMutation, ChangeMemberRoleMutationVariables>;

export const ConnectIntegrationDocument = "mutation ConnectIntegration($input: ConnectIntegrationInput!) {\n  connectIntegration(input: $input) {\n    ... on ConnectIntegrationSuccess {\n      connected {\n        integration {\n          ...IntegrationFacts\n        }\n        hookUrl\n        secret\n        curl\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment IntegrationFacts on Integration {\n  id\n  provider\n  providerName\n  name\n  method\n  mode\n  state\n  reason\n  nextStep\n  rungs {\n    key\n    title\n    state\n    text\n    at\n  }\n  account\n  tenant {\n    id\n    key\n  }\n  lastDeliveryAt\n  lastSignalAt\n  lastPolledAt\n  createdAt\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<ConnectIntegrationMutation, ConnectIntegrationMutationVariables>;

export const CreateApiKeyDocument = "mutation CreateApiKey($input: CreateApiKeyInput!) {\n  createApiKey(input: $input) {\n    ... on CreateApiKeySuccess {\n      key\n      apiKey {\n        ...ApiKeyFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment ApiKeyFacts on ApiKey {\n  id\n  name\n  kind\n  scopes\n  start\n  last4\n  lastUsedAt\n  expiresAt\n  revokedAt\n  rotatedFromId\n  createdByName\n  createdAt\n  environment {\n    id\n    key\n    name\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<CreateApiKeyMutation, CreateApiKeyMutationVariables>;

export const CreateEnvironmentDocument = "mutation CreateEnvironment($input: CreateEnvironmentInput!) {\n  createEnvironment(input: $input) {\n    ... on CreateEnvironmentSuccess {\n      environment {\n        ...EnvironmentFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment EnvironmentFacts on Environment {\n  id\n  key\n  name\n  kind\n  archivedAt\n  createdAt\n  updatedAt\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<CreateEnvironmentMutation, CreateEnvironmentMutationVariables>;

export const CreateServiceDocument = "mutation CreateService($input: CreateServiceInput!) {\n  createService(input: $input) {\n    ... on CreateServiceSuccess {\n      service {\n        ...ServiceFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}\n\nfragment ServiceFacts on Service {\n  id\n  key\n  name\n  description\n  owner\n  tier\n  dependsOn {\n    id\n    key\n  }\n  archivedAt\n  createdAt\n  updatedAt\n}" as TypedDocument<CreateServiceMutation, CreateServiceMutationVariables>;

export const CreateTenantDocument = "mutation CreateTenant($input: CreateTenantInput!) {\n  createTenant(input: $input) {\n    ... on CreateTenantSuccess {\n      tenant {\n        ...TenantFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}\n\nfragment TenantFacts on Tenant {\n  id\n  key\n  name\n  metadata\n  archivedAt\n  createdAt\n  updatedAt\n}" as TypedDocument<CreateTenantMutation, CreateTenantMutationVariables>;

export const CreateWebhookEndpointDocument = "mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {\n  createWebhookEndpoint(input: $input) {\n    ... on CreateWebhookEndpointSuccess {\n      secret\n      webhookEndpoint {\n        ...WebhookEndpointFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}\n\nfragment WebhookEndpointFacts on WebhookEndpoint {\n  id\n  url\n  description\n  eventTypes\n  disabledAt\n  disabledReason\n  failingSince\n  createdAt\n  updatedAt\n}" as TypedDocument<CreateWebhookEndpointMutation, CreateWebhookEndpointMutationVariables>;

export const DeliveriesDocument = "query Deliveries($slug: String!, $first: Int, $after: String, $filter: DeliveryFilter) {\n  workspace(slug: $slug) {\n    deliveries(first: $first, after: $after, filter: $filter) {\n      nodes {\n        ...DeliveryFacts\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment DeliveryFacts on Delivery {\n  id\n  provider\n  externalId\n  event\n  verdict\n  reason\n  outcome\n  receivedAt\n  answeredMs\n  processedAt\n  signalCount\n  bodyBytes\n}" as TypedDocument<DeliveriesQuery, DeliveriesQueryVariables>;

export const DeliveriesReceivedDocument = "subscription DeliveriesReceived($workspaceId: ID!, $integrationId: ID, $after: Cursor) {\n  deliveryReceived(\n    workspaceId: $workspaceId\n    integrationId: $integrationId\n    after: $after\n  ) {\n    cursor\n    delivery {\n      ...DeliveryFacts\n    }\n  }\n}\n\nfragment DeliveryFacts on Delivery {\n  id\n  provider\n  externalId\n  event\n  verdict\n  reason\n  outcome\n  receivedAt\n  answeredMs\n  processedAt\n  signalCount\n  bodyBytes\n}" as TypedDocument<DeliveriesReceivedSubscription, DeliveriesReceivedSubscriptionVariables>;

export const DisconnectIntegrationDocument = "mutation DisconnectIntegration($input: DisconnectIntegrationInput!) {\n  disconnectIntegration(input: $input) {\n    ... on DisconnectIntegrationSuccess {\n      integration {\n        ...IntegrationFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment IntegrationFacts on Integration {\n  id\n  provider\n  providerName\n  name\n  method\n  mode\n  state\n  reason\n  nextStep\n  rungs {\n    key\n    title\n    state\n    text\n    at\n  }\n  account\n  tenant {\n    id\n    key\n  }\n  lastDeliveryAt\n  lastSignalAt\n  lastPolledAt\n  createdAt\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<DisconnectIntegrationMutation, DisconnectIntegrationMutationVariables>;

export const EnvironmentsDocument = "query Environments($slug: String!, $first: Int, $after: String) {\n  workspace(slug: $slug) {\n    environments(first: $first, after: $after) {\n      nodes {\n        ...EnvironmentFacts\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment EnvironmentFacts on Environment {\n  id\n  key\n  name\n  kind\n  archivedAt\n  createdAt\n  updatedAt\n}" as TypedDocument<EnvironmentsQuery, EnvironmentsQueryVariables>;

export const EventsDocument = "query Events($slug: String!, $first: Int, $after: String, $filter: EventFilter) {\n  workspace(slug: $slug) {\n    events(first: $first, after: $after, filter: $filter) {\n      nodes {\n        ...EventFacts\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment EventFacts on Event {\n  id\n  type\n  subjectType\n  subjectId\n  actor {\n    type\n    name\n  }\n  requestId\n  data\n  occurredAt\n  cursor\n}" as TypedDocument<EventsQuery, EventsQueryVariables>;

export const EventsRecordedDocument = "subscription EventsRecorded($workspaceId: ID!, $types: [String!], $subjectId: String, $after: Cursor) {\n  events(\n    workspaceId: $workspaceId\n    types: $types\n    subjectId: $subjectId\n    after: $after\n  ) {\n    cursor\n    event {\n      ...EventFacts\n    }\n  }\n}\n\nfragment EventFacts on Event {\n  id\n  type\n  subjectType\n  subjectId\n  actor {\n    type\n    name\n  }\n  requestId\n  data\n  occurredAt\n  cursor\n}" as TypedDocument<EventsRecordedSubscription, EventsRecordedSubscriptionVariables>;

export const InboxDocument = "query Inbox($first: Int, $after: String, $filter: InboxFilter) {\n  viewer {\n    unreadNotifications\n    inbox(first: $first, after: $after, filter: $filter) {\n      nodes {\n        ...InboxItemFacts\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment InboxItemFacts on InboxItem {\n  id\n  kind\n  title\n  body\n  href\n  readAt\n  createdAt\n  workspace {\n    id\n    slug\n    name\n  }\n}" as TypedDocument<InboxQuery, InboxQueryVariables>;

export const IntegrationChangesDocument = "subscription IntegrationChanges($workspaceId: ID!, $after: Cursor) {\n  integrationChanged(workspaceId: $workspaceId, after: $after) {\n    cursor\n    reason\n    integration {\n      ...IntegrationFacts\n    }\n  }\n}\n\nfragment IntegrationFacts on Integration {\n  id\n  provider\n  providerName\n  name\n  method\n  mode\n  state\n  reason\n  nextStep\n  rungs {\n    key\n    title\n    state\n    text\n    at\n  }\n  account\n  tenant {\n    id\n    key\n  }\n  lastDeliveryAt\n  lastSignalAt\n  lastPolledAt\n  createdAt\n}" as TypedDocument<IntegrationChangesSubscription, IntegrationChangesSubscriptionVariables>;

export const IntegrationsDocument = "query Integrations($slug: String!, $first: Int, $after: String, $filter: IntegrationFilter) {\n  workspace(slug: $slug) {\n    integrations(first: $first, after: $after, filter: $filter) {\n      nodes {\n        ...IntegrationFacts\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment IntegrationFacts on Integration {\n  id\n  provider\n  providerName\n  name\n  method\n  mode\n  state\n  reason\n  nextStep\n  rungs {\n    key\n    title\n    state\n    text\n    at\n  }\n  account\n  tenant {\n    id\n    key\n  }\n  lastDeliveryAt\n  lastSignalAt\n  lastPolledAt\n  createdAt\n}" as TypedDocument<IntegrationsQuery, IntegrationsQueryVariables>;

export const IntegrationsWidgetDocument = "query IntegrationsWidget {\n  embed {\n    workspaceId\n    cursor\n    mayConnect\n    tenant {\n      id\n      name\n      integrations(first: 100) {\n        nodes {\n          ...WidgetIntegration\n        }\n      }\n    }\n  }\n}\n\nfragment WidgetIntegration on Integration {\n  id\n  name\n  provider\n  providerName\n  method\n  mode\n  state\n  reason\n  nextStep\n  lastSignalAt\n  targets {\n    targetId\n  }\n  rungs {\n    key\n    title\n    state\n    text\n    at\n  }\n}" as TypedDocument<IntegrationsWidgetQuery, IntegrationsWidgetQueryVariables>;

export const IntegrationsWidgetCatalogueDocument = "query IntegrationsWidgetCatalogue {\n  embed {\n    workspaceId\n    providers {\n      ...WidgetProvider\n    }\n  }\n}\n\nfragment WidgetProvider on Provider {\n  slug\n  name\n  description\n  notice\n  targetNoun\n  connectMethods {\n    kind\n    available\n    fields {\n      name\n      label\n      help\n      placeholder\n      secret\n      optional\n    }\n  }\n}" as TypedDocument<IntegrationsWidgetCatalogueQuery, IntegrationsWidgetCatalogueQueryVariables>;

export const IntegrationsWidgetChangesDocument = "subscription IntegrationsWidgetChanges($workspaceId: ID!, $after: Cursor) {\n  integrationChanged(workspaceId: $workspaceId, after: $after) {\n    cursor\n    integration {\n      ...WidgetIntegration\n    }\n  }\n}\n\nfragment WidgetIntegration on Integration {\n  id\n  name\n  provider\n  providerName\n  method\n  mode\n  state\n  reason\n  nextStep\n  lastSignalAt\n  targets {\n    targetId\n  }\n  rungs {\n    key\n    title\n    state\n    text\n    at\n  }\n}" as TypedDocument<IntegrationsWidgetChangesSubscription, IntegrationsWidgetChangesSubscriptionVariables>;

export const IntegrationsWidgetChooseDocument = "mutation IntegrationsWidgetChoose($input: ChooseIntegrationTargetsInput!) {\n  chooseIntegrationTargets(input: $input) {\n    __typename\n    ... on ChooseIntegrationTargetsSuccess {\n      integration {\n        ...WidgetIntegration\n      }\n    }\n    ...WidgetRefusal\n  }\n}\n\nfragment WidgetIntegration on Integration {\n  id\n  name\n  provider\n  providerName\n  method\n  mode\n  state\n  reason\n  nextStep\n  lastSignalAt\n  targets {\n    targetId\n  }\n  rungs {\n    key\n    title\n    state\n    text\n    at\n  }\n}\n\nfragment WidgetRefusal on Refusal {\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n}" as TypedDocument<IntegrationsWidgetChooseMutation, IntegrationsWidgetChooseMutationVariables>;

export const IntegrationsWidgetConnectDocument = "mutation IntegrationsWidgetConnect($input: ConnectIntegrationInput!) {\n  connectIntegration(input: $input) {\n    __typename\n    ... on ConnectIntegrationSuccess {\n      connected {\n        hookUrl\n        secret\n        integration {\n          ...WidgetIntegration\n        }\n      }\n    }\n    ...WidgetRefusal\n  }\n}\n\nfragment WidgetIntegration on Integration {\n  id\n  name\n  provider\n  providerName\n  method\n  mode\n  state\n  reason\n  nextStep\n  lastSignalAt\n  targets {\n    targetId\n  }\n  rungs {\n    key\n    title\n    state\n    text\n    at\n  }\n}\n\nfragment WidgetRefusal on Refusal {\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n}" as TypedDocument<IntegrationsWidgetConnectMutation, IntegrationsWidgetConnectMutationVariables>;

export const IntegrationsWidgetDisconnectDocument = "mutation IntegrationsWidgetDisconnect($input: DisconnectIntegrationInput!) {\n  disconnectIntegration(input: $input) {\n    __typename\n    ... on DisconnectIntegrationSuccess {\n      integration {\n        ...WidgetIntegration\n      }\n    }\n    ...WidgetRefusal\n  }\n}\n\nfragment WidgetIntegration on Integration {\n  id\n  name\n  provider\n  providerName\n  method\n  mode\n  state\n  reason\n  nextStep\n  lastSignalAt\n  targets {\n    targetId\n  }\n  rungs {\n    key\n    title\n    state\n    text\n    at\n  }\n}\n\nfragment WidgetRefusal on Refusal {\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n}" as TypedDocument<IntegrationsWidgetDisconnectMutation, IntegrationsWidgetDisconnectMutationVariables>;

export const IntegrationsWidgetLeaveDocument = "mutation IntegrationsWidgetLeave($input: StartConnectInput!) {\n  startConnect(input: $input) {\n    __typename\n    ... on StartConnectSuccess {\n      step {\n        url\n      }\n    }\n    ...WidgetRefusal\n  }\n}\n\nfragment WidgetRefusal on Refusal {\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n}" as TypedDocument<IntegrationsWidgetLeaveMutation, IntegrationsWidgetLeaveMutationVariables>;

export const IntegrationsWidgetReconnectDocument = "mutation IntegrationsWidgetReconnect($input: ReconnectIntegrationInput!) {\n  reconnectIntegration(input: $input) {\n    __typename\n    ... on ReconnectIntegrationSuccess {\n      integration {\n        ...WidgetIntegration\n      }\n    }\n    ...WidgetRefusal\n  }\n}\n\nfragment WidgetIntegration on Integration {\n  id\n  name\n  provider\n  providerName\n  method\n  mode\n  state\n  reason\n  nextStep\n  lastSignalAt\n  targets {\n    targetId\n  }\n  rungs {\n    key\n    title\n    state\n    text\n    at\n  }\n}\n\nfragment WidgetRefusal on Refusal {\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n}" as TypedDocument<IntegrationsWidgetReconnectMutation, IntegrationsWidgetReconnectMutationVariables>;

export const IntegrationsWidgetTargetsDocument = "query IntegrationsWidgetTargets($id: ID!) {\n  node(id: $id) {\n    __typename\n    ... on Integration {\n      targets {\n        targetId\n        name\n      }\n      offeredTargets {\n        targetId\n        name\n      }\n    }\n  }\n}" as TypedDocument<IntegrationsWidgetTargetsQuery, IntegrationsWidgetTargetsQueryVariables>;

export const InvitationsDocument = "query Invitations($slug: String!, $first: Int, $after: String, $filter: InvitationFilter) {\n  workspace(slug: $slug) {\n    invitations(first: $first, after: $after, filter: $filter) {\n      nodes {\n        ...InvitationFacts\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment InvitationFacts on Invitation {\n  id\n  email\n  role\n  state\n  expiresAt\n  lastSentAt\n  resentCount\n  invitedByName\n  createdAt\n}" as TypedDocument<InvitationsQuery, InvitationsQueryVariables>;

export const InviteMemberDocument = "mutation InviteMember($input: InviteMemberInput!) {\n  inviteMember(input: $input) {\n    ... on InviteMemberSuccess {\n      invitation {\n        ...InvitationFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment InvitationFacts on Invitation {\n  id\n  email\n  role\n  state\n  expiresAt\n  lastSentAt\n  resentCount\n  invitedByName\n  createdAt\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<InviteMemberMutation, InviteMemberMutationVariables>;

export const LeaveWorkspaceDocument = "mutation LeaveWorkspace($input: LeaveWorkspaceInput!) {\n  leaveWorkspace(input: $input) {\n    ... on LeaveWorkspaceSuccess {\n      workspace {\n        id\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<LeaveWorkspaceMutation, LeaveWorkspaceMutationVariables>;

export const LiveConnectionsDocument = "query LiveConnections($slug: String!) {\n  workspace(slug: $slug) {\n    liveConnections {\n      servers\n      measuredAt\n      connections\n      subscriptions\n      groups {\n        transport\n        credential\n        connections\n        subscriptions\n        since\n      }\n    }\n  }\n}" as TypedDocument<LiveConnectionsQuery, LiveConnectionsQueryVariables>;

export const MarkInboxReadDocument = "mutation MarkInboxRead($input: MarkInboxReadInput!) {\n  markInboxRead(input: $input) {\n    ... on MarkInboxReadSuccess {\n      count\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<MarkInboxReadMutation, MarkInboxReadMutationVariables>;

export const MembersDocument = "query Members($slug: String!, $first: Int, $after: String, $filter: MemberFilter) {\n  workspace(slug: $slug) {\n    members(first: $first, after: $after, filter: $filter) {\n      nodes {\n        ...MemberFacts\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment MemberFacts on Member {\n  id\n  role\n  isViewer\n  createdAt\n  user {\n    id\n    name\n    email\n  }\n}" as TypedDocument<MembersQuery, MembersQueryVariables>;

export const MintEmbedTokenDocument = "mutation MintEmbedToken($input: MintEmbedTokenInput!) {\n  mintEmbedToken(input: $input) {\n    ... on MintEmbedTokenSuccess {\n      token\n      expiresAt\n      embedToken {\n        id\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<MintEmbedTokenMutation, MintEmbedTokenMutationVariables>;

export const NotificationPreferencesDocument = "query NotificationPreferences {\n  viewer {\n    notificationPreferences {\n      ...NotificationPreferenceFacts\n    }\n  }\n}\n\nfragment NotificationPreferenceFacts on NotificationPreference {\n  kind\n  title\n  description\n  inbox\n  email\n  push\n}" as TypedDocument<NotificationPreferencesQuery, NotificationPreferencesQueryVariables>;

export const ReadinessDocument = "query Readiness($slug: String!) {\n  workspace(slug: $slug) {\n    cursor\n    readiness {\n      total\n      proven\n      claimed\n      stale\n      broken\n      claims {\n        key\n        title\n        state\n        reason\n        proof {\n          what\n          when\n          from\n        }\n        nextStep {\n          label\n          href\n        }\n      }\n    }\n  }\n}" as TypedDocument<ReadinessQuery, ReadinessQueryVariables>;

export const ReleaseClaimDocument = "mutation ReleaseClaim($input: ReleaseClaimInput!) {\n  releaseClaim(input: $input) {\n    ... on ReleaseClaimSuccess {\n      taking {\n        ...TakingFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}\n\nfragment TakingFacts on ClaimTaking {\n  claimKey\n  title\n  name\n  userId\n  since\n}" as TypedDocument<ReleaseClaimMutation, ReleaseClaimMutationVariables>;

export const RemoveMemberDocument = "mutation RemoveMember($input: RemoveMemberInput!) {\n  removeMember(input: $input) {\n    ... on RemoveMemberSuccess {\n      member {\n        id\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<RemoveMemberMutation, RemoveMemberMutationVariables>;

export const ReplayDeliveryDocument = "mutation ReplayDelivery($input: ReplayDeliveryInput!) {\n  replayDelivery(input: $input) {\n    ... on ReplayDeliverySuccess {\n      delivery {\n        ...DeliveryFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment DeliveryFacts on Delivery {\n  id\n  provider\n  externalId\n  event\n  verdict\n  reason\n  outcome\n  receivedAt\n  answeredMs\n  processedAt\n  signalCount\n  bodyBytes\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<ReplayDeliveryMutation, ReplayDeliveryMutationVariables>;

export const ResendInvitationDocument = "mutation ResendInvitation($input: ResendInvitationInput!) {\n  resendInvitation(input: $input) {\n    ... on ResendInvitationSuccess {\n      invitation {\n        ...InvitationFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment InvitationFacts on Invitation {\n  id\n  email\n  role\n  state\n  expiresAt\n  lastSentAt\n  resentCount\n  invitedByName\n  createdAt\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<ResendInvitationMutation, ResendInvitationMutationVariables>;

export const RestoreServiceDocument = "mutation RestoreService($input: RestoreServiceInput!) {\n  restoreService(input: $input) {\n    ... on RestoreServiceSuccess {\n      service {\n        ...ServiceFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}\n\nfragment ServiceFacts on Service {\n  id\n  key\n  name\n  description\n  owner\n  tier\n  dependsOn {\n    id\n    key\n  }\n  archivedAt\n  createdAt\n  updatedAt\n}" as TypedDocument<RestoreServiceMutation, RestoreServiceMutationVariables>;

export const RestoreTenantDocument = "mutation RestoreTenant($input: RestoreTenantInput!) {\n  restoreTenant(input: $input) {\n    ... on RestoreTenantSuccess {\n      tenant {\n        ...TenantFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}\n\nfragment TenantFacts on Tenant {\n  id\n  key\n  name\n  metadata\n  archivedAt\n  createdAt\n  updatedAt\n}" as TypedDocument<RestoreTenantMutation, RestoreTenantMutationVariables>;

export const RevokeApiKeyDocument = "mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n  revokeApiKey(input: $input) {\n    ... on RevokeApiKeySuccess {\n      apiKey {\n        ...ApiKeyFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment ApiKeyFacts on ApiKey {\n  id\n  name\n  kind\n  scopes\n  start\n  last4\n  lastUsedAt\n  expiresAt\n  revokedAt\n  rotatedFromId\n  createdByName\n  createdAt\n  environment {\n    id\n    key\n    name\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;

export const RevokeEmbedTokenDocument = "mutation RevokeEmbedToken($input: RevokeEmbedTokenInput!) {\n  revokeEmbedToken(input: $input) {\n    ... on RevokeEmbedTokenSuccess {\n      embedToken {\n        id\n        revokedAt\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<RevokeEmbedTokenMutation, RevokeEmbedTokenMutationVariables>;

export const RevokeInvitationDocument = "mutation RevokeInvitation($input: RevokeInvitationInput!) {\n  revokeInvitation(input: $input) {\n    ... on RevokeInvitationSuccess {\n      invitation {\n        ...InvitationFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment InvitationFacts on Invitation {\n  id\n  email\n  role\n  state\n  expiresAt\n  lastSentAt\n  resentCount\n  invitedByName\n  createdAt\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<RevokeInvitationMutation, RevokeInvitationMutationVariables>;

export const RotateApiKeyDocument = "mutation RotateApiKey($input: RotateApiKeyInput!) {\n  rotateApiKey(input: $input) {\n    ... on RotateApiKeySuccess {\n      key\n      apiKey {\n        ...ApiKeyFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment ApiKeyFacts on ApiKey {\n  id\n  name\n  kind\n  scopes\n  start\n  last4\n  lastUsedAt\n  expiresAt\n  revokedAt\n  rotatedFromId\n  createdByName\n  createdAt\n  environment {\n    id\n    key\n    name\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<RotateApiKeyMutation, RotateApiKeyMutationVariables>;

export const SendTestDeliveryDocument = "mutation SendTestDelivery($input: SendTestDeliveryInput!) {\n  sendTestDelivery(input: $input) {\n    ... on SendTestDeliverySuccess {\n      test {\n        hops {\n          name\n          ok\n          detail\n          at\n        }\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<SendTestDeliveryMutation, SendTestDeliveryMutationVariables>;

export const ServicesDocument = "query Services($slug: String!, $first: Int, $after: String) {\n  workspace(slug: $slug) {\n    services(first: $first, after: $after) {\n      nodes {\n        ...ServiceFacts\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment ServiceFacts on Service {\n  id\n  key\n  name\n  description\n  owner\n  tier\n  dependsOn {\n    id\n    key\n  }\n  archivedAt\n  createdAt\n  updatedAt\n}" as TypedDocument<ServicesQuery, ServicesQueryVariables>;

export const SetNotificationPreferenceDocument = "mutation SetNotificationPreference($input: SetNotificationPreferenceInput!) {\n  setNotificationPreference(input: $input) {\n    ... on SetNotificationPreferenceSuccess {\n      preference {\n        ...NotificationPreferenceFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment NotificationPreferenceFacts on NotificationPreference {\n  kind\n  title\n  description\n  inbox\n  email\n  push\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<SetNotificationPreferenceMutation, SetNotificationPreferenceMutationVariables>;

export const SignalsDocument = "query Signals($slug: String!, $first: Int, $after: String, $filter: SignalFilter) {\n  workspace(slug: $slug) {\n    signals(first: $first, after: $after, filter: $filter) {\n      nodes {\n        ...SignalFacts\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment SignalFacts on Signal {\n  id\n  type\n  title\n  subject\n  url\n  actor\n  provider\n  by\n  data\n  occurredAt\n  receivedAt\n}" as TypedDocument<SignalsQuery, SignalsQueryVariables>;

export const SignalsReceivedDocument = "subscription SignalsReceived($workspaceId: ID!, $integrationId: ID, $types: [String!], $after: Cursor) {\n  signalReceived(\n    workspaceId: $workspaceId\n    integrationId: $integrationId\n    types: $types\n    after: $after\n  ) {\n    cursor\n    signal {\n      ...SignalFacts\n    }\n  }\n}\n\nfragment SignalFacts on Signal {\n  id\n  type\n  title\n  subject\n  url\n  actor\n  provider\n  by\n  data\n  occurredAt\n  receivedAt\n}" as TypedDocument<SignalsReceivedSubscription, SignalsReceivedSubscriptionVariables>;

export const TakeClaimDocument = "mutation TakeClaim($input: TakeClaimInput!) {\n  takeClaim(input: $input) {\n    ... on TakeClaimSuccess {\n      taking {\n        ...TakingFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}\n\nfragment TakingFacts on ClaimTaking {\n  claimKey\n  title\n  name\n  userId\n  since\n}" as TypedDocument<TakeClaimMutation, TakeClaimMutationVariables>;

export const TakingsDocument = "query Takings($slug: String!) {\n  workspace(slug: $slug) {\n    home {\n      takings {\n        ...TakingFacts\n      }\n    }\n  }\n}\n\nfragment TakingFacts on ClaimTaking {\n  claimKey\n  title\n  name\n  userId\n  since\n}" as TypedDocument<TakingsQuery, TakingsQueryVariables>;

export const TenantsDocument = "query Tenants($slug: String!, $first: Int, $after: String) {\n  workspace(slug: $slug) {\n    tenants(first: $first, after: $after) {\n      nodes {\n        ...TenantFacts\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment TenantFacts on Tenant {\n  id\n  key\n  name\n  metadata\n  archivedAt\n  createdAt\n  updatedAt\n}" as TypedDocument<TenantsQuery, TenantsQueryVariables>;

export const TransferOwnershipDocument = "mutation TransferOwnership($input: TransferOwnershipInput!) {\n  transferOwnership(input: $input) {\n    ... on TransferOwnershipSuccess {\n      member {\n        ...MemberFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment MemberFacts on Member {\n  id\n  role\n  isViewer\n  createdAt\n  user {\n    id\n    name\n    email\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<TransferOwnershipMutation, TransferOwnershipMutationVariables>;

export const UpdateEnvironmentDocument = "mutation UpdateEnvironment($input: UpdateEnvironmentInput!) {\n  updateEnvironment(input: $input) {\n    ... on UpdateEnvironmentSuccess {\n      environment {\n        ...EnvironmentFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment EnvironmentFacts on Environment {\n  id\n  key\n  name\n  kind\n  archivedAt\n  createdAt\n  updatedAt\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<UpdateEnvironmentMutation, UpdateEnvironmentMutationVariables>;

export const UpdateIntegrationDocument = "mutation UpdateIntegration($input: UpdateIntegrationInput!) {\n  updateIntegration(input: $input) {\n    ... on UpdateIntegrationSuccess {\n      integration {\n        ...IntegrationFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment IntegrationFacts on Integration {\n  id\n  provider\n  providerName\n  name\n  method\n  mode\n  state\n  reason\n  nextStep\n  rungs {\n    key\n    title\n    state\n    text\n    at\n  }\n  account\n  tenant {\n    id\n    key\n  }\n  lastDeliveryAt\n  lastSignalAt\n  lastPolledAt\n  createdAt\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}" as TypedDocument<UpdateIntegrationMutation, UpdateIntegrationMutationVariables>;

export const UpdateServiceDocument = "mutation UpdateService($input: UpdateServiceInput!) {\n  updateService(input: $input) {\n    ... on UpdateServiceSuccess {\n      service {\n        ...ServiceFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}\n\nfragment ServiceFacts on Service {\n  id\n  key\n  name\n  description\n  owner\n  tier\n  dependsOn {\n    id\n    key\n  }\n  archivedAt\n  createdAt\n  updatedAt\n}" as TypedDocument<UpdateServiceMutation, UpdateServiceMutationVariables>;

export const UpdateTenantDocument = "mutation UpdateTenant($input: UpdateTenantInput!) {\n  updateTenant(input: $input) {\n    ... on UpdateTenantSuccess {\n      tenant {\n        ...TenantFacts\n      }\n    }\n    ...Refused\n  }\n}\n\nfragment Refused on Refusal {\n  __typename\n  code\n  message\n  nextStep\n  ... on InvalidInput {\n    issues {\n      path\n      message\n    }\n  }\n  ... on Forbidden {\n    permission\n  }\n  ... on RateLimited {\n    retryAfterSeconds\n  }\n}\n\nfragment TenantFacts on Tenant {\n  id\n  key\n  name\n  metadata\n  archivedAt\n  createdAt\n  updatedAt\n}" as TypedDocument<UpdateTenantMutation, UpdateTenantMutationVariables>;

export const WebhookEndpointsDocument = "query WebhookEndpoints($slug: String!, $first: Int, $after: String) {\n  workspace(slug: $slug) {\n    webhookEndpoints(first: $first, after: $after) {\n      nodes {\n        ...WebhookEndpointFacts\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment WebhookEndpointFacts on WebhookEndpoint {\n  id\n  url\n  description\n  eventTypes\n  disabledAt\n  disabledReason\n  failingSince\n  createdAt\n  updatedAt\n}" as TypedDocument<WebhookEndpointsQuery, WebhookEndpointsQueryVariables>;

export const WorkspaceDocument = "query Workspace($slug: String!) {\n  workspace(slug: $slug) {\n    ...WorkspaceFacts\n  }\n}\n\nfragment WorkspaceFacts on Workspace {\n  id\n  slug\n  name\n  demo\n  deletesAt\n  createdAt\n  cursor\n  viewerPermissions\n}" as TypedDocument<WorkspaceQuery, WorkspaceQueryVariables>;
