import { createHash, generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { jwtVerify } from "jose";

/** What the twin was asked. */
interface Asked {
  method: string;
  path: string;
  status: number;
}

/** A twin of the parts of GitHub that `emulate` lacks: the events API, and Apps made from a manifest. Not GitHub. */
export interface GithubTwin {
  url: string;
  /** Newest first, as the events API lists them. */
  events: Record<string, unknown>[];
  /** Answers every call with this status while set. */
  refuse: number | null;
  /** Where the App's hook points. */
  hook: { url: string; content_type: string; secret?: string };
  webhookSecret: string;
  asked: Asked[];
  /** An entry of the events API for a merged pull request, with the few fields that it has had since October 2025. */
  merged(number: number, title: string): Record<string, unknown>;
  close(): Promise<void>;
}

export async function startGithubTwin(): Promise<GithubTwin> {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const titles = new Map<string, string>();
  const twin: GithubTwin = {
    url: "",
    events: [],
    refuse: null,
    hook: { url: "https://elsewhere.example/hook", content_type: "json" },
    webhookSecret: "the-app-webhook-secret",
    asked: [],
    merged(number, title) {
      titles.set(String(number), title);
      return {
        id: String(40_000_000_000 + number),
        type: "PullRequestEvent",
        actor: { login: "octocat" },
        created_at: "2026-11-20T10:00:00Z",
        payload: { action: "merged", number, pull_request: { id: number, number, base: { ref: "main" } } },
      };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };

  async function isApp(req: IncomingMessage): Promise<boolean> {
    const token = req.headers.authorization?.replace("Bearer ", "") ?? "";
    const verified = await jwtVerify(token, keys.publicKey, {
      issuer: "4242",
      algorithms: ["RS256"],
      maxTokenAge: "11m",
    }).catch(() => null);
    return verified !== null;
  }

  async function answer(req: IncomingMessage, path: string, body: Record<string, unknown>): Promise<[number, unknown]> {
    const route = `${req.method} ${path}`;
    const user = req.headers.authorization === "Bearer good-token";
    const installation = req.headers.authorization === "Bearer installation-token";
    if (route === "GET /user") return user ? [200, { login: "octocat" }] : [401, { message: "Bad credentials" }];
    if (route === "GET /user/repos") return [200, [{ full_name: "acme/shop" }, { full_name: "acme/docs" }]];
    if (route === "GET /installation/repositories") {
      return installation
        ? [200, { repositories: [{ full_name: "acme/shop" }] }]
        : [401, { message: "Bad credentials" }];
    }
    if (route === "POST /app-manifests/the-code/conversions") {
      const pem = keys.privateKey.export({ type: "pkcs1", format: "pem" });
      const app = {
        id: 4242,
        slug: "plumbline-acme",
        name: "Plumbline acme",
        html_url: `${twin.url}/apps/plumbline-acme`,
      };
      return [201, { ...app, client_id: "Iv1.twin", client_secret: "s", webhook_secret: twin.webhookSecret, pem }];
    }
    if (path.startsWith("/app/") && !(await isApp(req)))
      return [401, { message: "A JSON web token could not be decoded" }];
    if (route === "GET /app/installations/77") return [200, { id: 77, account: { login: "acme" } }];
    if (route === "POST /app/installations/77/access_tokens") {
      return [201, { token: "installation-token", expires_at: new Date(Date.now() + 3_600_000).toISOString() }];
    }
    if (route === "GET /app/hook/config") return [200, twin.hook];
    if (route === "PATCH /app/hook/config") {
      twin.hook = body as GithubTwin["hook"];
      return [200, twin.hook];
    }
    const pull = /^\/repos\/acme\/shop\/pulls\/(\d+)$/.exec(path)?.[1];
    if (pull) {
      const merge = { merged: true, merged_at: "2026-11-20T10:00:00Z", merged_by: { login: "octocat" } };
      return [
        200,
        {
          number: Number(pull),
          title: titles.get(pull),
          ...merge,
          base: { ref: "main" },
          head: { ref: "x", sha: "1" },
        },
      ];
    }
    return [404, { message: "Not Found" }];
  }

  const server = createServer((req, res) => {
    handle(req, res).catch((error: unknown) => res.writeHead(500).end(String(error)));
  });

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = new URL(req.url ?? "/", "http://twin").pathname;
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const done = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      twin.asked.push({ method: req.method ?? "", path, status });
      res
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(status === 304 ? "" : JSON.stringify(body));
    };
    if (twin.refuse) return done(twin.refuse, { message: "Refused by the twin" });
    if (path === "/repos/acme/shop/events") {
      const etag = `"${createHash("sha256").update(JSON.stringify(twin.events)).digest("hex")}"`;
      const unchanged = req.headers["if-none-match"] === etag;
      return done(unchanged ? 304 : 200, twin.events, { etag, "x-poll-interval": "60" });
    }
    const [status, body] = await answer(
      req,
      path,
      text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {},
    );
    return done(status, body);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  twin.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return twin;
}
