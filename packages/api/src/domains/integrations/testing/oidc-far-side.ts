import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type OidcStore, oidcAdapter } from "./oidc-adapter.ts";
import { signInAndAllow } from "./sign-in-and-allow.ts";

/** A real OAuth server (`oidc-provider`) that rotates refresh tokens and ends the family when an old one is used again. */
export interface OidcFarSide {
  url: string;
  /** Answers of the token endpoint, by the grant that was asked for: `refresh_token 200`, `refresh_token 400`. */
  grants: string[];
  /** Token answers under way now, and the most that ever were. */
  atOnce: { now: number; most: number };
  /** Milliseconds by which a token answer is held back. */
  slowBy: number;
  /** Cuts the connection instead of answering, after the grant was made. */
  hangUp: boolean;
  /** Answers token requests with this status, without working on them. */
  refuse: number | null;
  /** Walks through the pages as a person would. @returns the address that the browser comes back to */
  signInAndAllow(authorizeUrl: string): Promise<string>;
  /** Ends everything that was granted, as a person may in the provider's settings. */
  revokeAll(): void;
  close(): Promise<void>;
}

export interface OidcFarSideOptions {
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  /** Seconds that an access token lives. */
  accessTokenSeconds: number;
}

/** The part of a Koa context that is read here. */
interface OidcContext {
  path: string;
  req: IncomingMessage;
  status: number;
  body: unknown;
  oidc: { params?: { grant_type?: string } };
}

/** The part of the library that is used here: it comes without types. */
interface OidcServer {
  callback(): (req: IncomingMessage, res: ServerResponse) => void;
  use(middleware: (ctx: OidcContext, next: () => Promise<void>) => Promise<void>): void;
  on(event: string, listener: (ctx: OidcContext) => void): void;
}
type OidcLibrary = { default: new (issuer: string, configuration: Record<string, unknown>) => OidcServer };

/** Starts it. PKCE with S256 is required. */
export async function startOidcFarSide(options: OidcFarSideOptions): Promise<OidcFarSide> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const store: OidcStore = new Map();
  const name: string = "oidc-provider";
  const library = (await import(name)) as OidcLibrary;
  const provider = new library.default(url, configuration(options, store));
  const far: OidcFarSide = {
    url,
    grants: [],
    atOnce: { now: 0, most: 0 },
    slowBy: 0,
    hangUp: false,
    refuse: null,
    signInAndAllow: (authorizeUrl) => signInAndAllow(authorizeUrl, options.redirectUri),
    revokeAll: () => store.clear(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  provider.on("grant.success", (ctx) => far.grants.push(`${ctx.oidc.params?.grant_type} 200`));
  provider.on("grant.error", (ctx) => far.grants.push(`${ctx.oidc.params?.grant_type} 400`));
  provider.use(async (ctx, next) => await atTokenEndpoint(far, ctx, next));
  server.on("request", provider.callback());
  return far;
}

async function atTokenEndpoint(far: OidcFarSide, ctx: OidcContext, next: () => Promise<void>): Promise<void> {
  if (ctx.path !== "/token") return await next();
  if (far.refuse) {
    ctx.status = far.refuse;
    ctx.body = "The twin is away";
    return;
  }
  far.atOnce.now += 1;
  far.atOnce.most = Math.max(far.atOnce.most, far.atOnce.now);
  await next();
  if (far.slowBy > 0) await new Promise((resolve) => setTimeout(resolve, far.slowBy));
  far.atOnce.now -= 1;
  if (far.hangUp) ctx.req.socket.destroy();
}

function configuration(options: OidcFarSideOptions, store: OidcStore): Record<string, unknown> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    adapter: oidcAdapter(store),
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: [options.redirectUri],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        token_endpoint_auth_method: "client_secret_post",
        application_type: "web",
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", kid: "one" }] },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async () => true,
    findAccount: (_ctx: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
    ttl: {
      IdToken: 3_600,
      AccessToken: options.accessTokenSeconds,
      RefreshToken: 3_600,
      Grant: 3_600,
      Session: 3_600,
      Interaction: 600,
    },
    cookies: { keys: ["a-key-of-the-test"] },
  };
}
