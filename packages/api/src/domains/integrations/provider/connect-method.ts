import type { ProviderAccess } from "./provider-access.ts";

/** Something that the person who connects types in. */
export interface ConnectField {
  /** Key in the stored credentials, and `{name}` in addresses. */
  name: string;
  label: string;
  /** Where to find it, in one sentence. */
  help: string;
  placeholder?: string;
  /** Secret fields are never shown again. Default true. */
  secret?: boolean;
  /** May be left empty. Default false. */
  optional?: boolean;
  /** What it must look like, anchored. */
  pattern?: RegExp;
}

/** What a token endpoint gave, or what was traded for it. */
export interface TokenGrant {
  accessToken: string;
  /** The newest one; where the provider rotates, the one before it is dead from now on. */
  refreshToken?: string;
  /** When the access token ends. Left out when it does not. */
  expiresAt?: Date;
  /** Granted scopes as the provider writes them. */
  scope?: string;
  /** More that later calls need, stored with the credentials: `teamId`, `shop`. */
  more?: Readonly<Record<string, string>>;
}

/** Which ways of being told a connect method leads to. */
interface MethodReach {
  /** True where this way of connecting gets no webhooks, though the provider has them for another way. Default false. */
  polledOnly?: boolean;
}

/** OAuth 2 with a client that the operator registered. PKCE (S256) is always used unless switched off. */
export interface OAuthMethod extends MethodReach {
  kind: "oauth2";
  /** Addresses; `{SETTING}` and `{field}` are filled in. */
  authorizeUrl: string;
  tokenUrl: string;
  /** Names of the settings that hold the client. */
  clientIdSetting: string;
  clientSecretSetting: string;
  scopes: readonly string[];
  /** Default a space. */
  scopeSeparator?: string;
  /** Default true. False only where the provider refuses or punishes it (say why in the provider's file). */
  pkce?: boolean;
  /** How the client shows its secret to the token endpoint. Default `post` (in the body). */
  tokenAuth?: "post" | "basic";
  /** More query parameters, `access_type=offline`. */
  authorizeParams?: Record<string, string>;
  /** Asked before the redirect, e.g. the shop's name. */
  fields?: readonly ConnectField[];
  /** Checks what the provider signed on the way back (Shopify's `hmac`); false refuses the flow. */
  verifyCallback?: (query: URLSearchParams, clientSecret: string) => boolean;
  /** What of the token endpoint's JSON answer is kept beside the standard fields: Slack's team, Stripe's account. */
  readGrant?: (answer: unknown) => Readonly<Record<string, string>>;
  /** Trades the code where the provider's endpoint speaks no OAuth (TikTok). Default the standard grant at `tokenUrl`. */
  redeem?: (access: ProviderAccess, code: string, redirectUri: string) => Promise<TokenGrant>;
  /**
   * Gets the next token ahead of expiry where the standard refresh grant does not exist (Meta's `fb_exchange_token`). Default
   * `grant_type=refresh_token` at `tokenUrl`, whenever a refresh token is stored.
   */
  renew?: (access: ProviderAccess) => Promise<TokenGrant>;
}

/** A token or API key that a person makes at the provider and pastes. */
export interface TokenMethod extends MethodReach {
  kind: "token";
  fields: readonly ConnectField[];
}

/** An app that the provider makes from a manifest that we send along with the person. */
export interface AppMethod {
  kind: "app";
  /** Where the browser posts the manifest; `{SETTING}` and `{field}` are filled in. */
  createUrl: (fields: Readonly<Record<string, string>>) => string;
  /** Asked before the browser leaves. */
  fields?: readonly ConnectField[];
  /** The form field that carries the manifest. */
  formField: string;
  manifest: (wish: {
    home: string;
    /** Null when the app will be polled. */
    hook: string | null;
    callback: string;
    name: string;
  }) => Record<string, unknown>;
  /** Trades the code that comes back for the app and its secrets. */
  convert: (access: ProviderAccess, code: string) => Promise<CreatedApp>;
  /** Where the person installs the app; `{slug}` is the app's. */
  installUrl: string;
  /** Reads the app's hook address and sets it right when it is another. True when it had to be mended. */
  repairHook: (access: ProviderAccess, url: string, secret: string) => Promise<boolean>;
}

/** What a manifest became. */
export interface CreatedApp {
  externalId: string;
  slug: string;
  name: string;
  url: string;
  clientId: string | null;
  webhookSecret: string;
  /** Sealed with the app. */
  secrets: Record<string, string>;
}

/** Nothing to ask: we make a secret and an address, the other side is told both. */
export interface SecretMethod {
  kind: "secret";
}

/** A way to connect. */
export type ConnectMethod = OAuthMethod | TokenMethod | AppMethod | SecretMethod;
