import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A file of a pull request as the API lists it. */
interface PullFile {
  filename: string;
  status: string;
  patch?: string;
}

/**
 * The parts of GitHub's API by which documents and changes are read, for one repository, `acme/shop`: trees, blobs, pull requests
 * with their files, hooks. A twin written from the documentation, not GitHub.
 */
export interface RepositoryTwin {
  readonly url: string;
  /** Texts on the default branch by path. */
  readonly files: Map<string, string>;
  /** Pull requests by number. */
  readonly pulls: Map<number, { title: string; body: string; sha: string; files: PullFile[] }>;
  /** What the compare API answers, by `before...after`. */
  readonly comparisons: Map<string, { commits: { sha: string; commit: { message: string } }[]; files: PullFile[] }>;
  /** Blobs that are answered with 500, by path. */
  readonly unreadable: Set<string>;
  /** Answers every call with this status while set. */
  refuse: number | null;
  readonly asked: string[];
  /** Sends a merged pull request to the hook that was registered, signed as GitHub does. */
  merge(number: number): Promise<number>;
  /** Tells the hook that a commit is in use in an environment. */
  deploy(sha: string, environment: string): Promise<number>;
  close(): Promise<void>;
}

export async function startRepositoryTwin(): Promise<RepositoryTwin> {
  let hook: { url: string; secret: string } | null = null;
  let delivery = 0;
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const path = (req.url ?? "").split("?")[0] ?? "";
    twin.asked.push(`${req.method} ${path}`);
    const [status, body] = twin.refuse
      ? [twin.refuse, { message: "Refused by the twin" }]
      : answer(`${req.method} ${path}`, Buffer.concat(chunks).toString());
    res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });

  function answer(route: string, text: string): [number, unknown] {
    if (route === "GET /user") return [200, { login: "octocat" }];
    if (route === "GET /repos/acme/shop") return [200, { full_name: "acme/shop", default_branch: "main" }];
    if (route === "GET /user/repos") return [200, [{ full_name: "acme/shop" }]];
    if (route === "GET /repos/acme/shop/hooks") return [200, hook ? [shownHook()] : []];
    if (route.startsWith("GET /repos/acme/shop/hooks/")) return hook ? [200, shownHook()] : [404, {}];
    if (/^(POST|PATCH) \/repos\/acme\/shop\/hooks(\/1)?$/.test(route)) {
      const { config } = JSON.parse(text) as { config: { url: string; secret: string } };
      hook = { url: config.url, secret: config.secret };
      return [201, shownHook()];
    }
    if (route === "GET /repos/acme/shop/git/trees/main") {
      const tree = [...twin.files].map(([path, content]) => ({ path, type: "blob", sha: shaOf(content) }));
      return [200, { tree, truncated: false }];
    }
    const blob = /^GET \/repos\/acme\/shop\/git\/blobs\/(\w+)$/.exec(route)?.[1];
    if (blob) return blobAnswer(blob);
    const pull = /^GET \/repos\/acme\/shop\/pulls\/(\d+)(\/files)?$/.exec(route);
    const known = pull && twin.pulls.get(Number(pull[1]));
    const range = /^GET \/repos\/acme\/shop\/compare\/(.+)$/.exec(route)?.[1];
    const comparison = range && twin.comparisons.get(range);
    if (comparison) return [200, comparison];
    if (pull?.[2]) return [200, known?.files ?? []];
    if (known) return [200, { ...known, merge_commit_sha: known.sha, merged: true }];
    return [404, { message: "Not Found" }];
  }

  function shownHook() {
    const config = { url: hook?.url, content_type: "json" };
    return { id: 1, active: true, events: ["push", "pull_request"], config };
  }

  function blobAnswer(sha: string): [number, unknown] {
    const found = [...twin.files].find(([, content]) => shaOf(content) === sha);
    if (!found) return [404, { message: "Not Found" }];
    if (twin.unreadable.has(found[0])) return [403, { message: "This blob is not for you" }];
    return [200, { encoding: "base64", content: Buffer.from(found[1]).toString("base64") }];
  }

  async function tell(event: string, payload: unknown): Promise<number> {
    if (!hook) throw new TypeError("Without a hook nobody can be told.");
    delivery += 1;
    const body = JSON.stringify(payload);
    const signature = createHmac("sha256", hook.secret).update(body).digest("hex");
    const headers = {
      "content-type": "application/json",
      "x-github-event": event,
      "x-github-delivery": `delivery-${delivery}`,
      "x-hub-signature-256": `sha256=${signature}`,
    };
    return (await fetch(hook.url, { method: "POST", headers, body })).status;
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const twin: RepositoryTwin = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files: new Map(),
    pulls: new Map(),
    comparisons: new Map(),
    unreadable: new Set(),
    refuse: null,
    asked: [],
    async merge(number) {
      const pull = twin.pulls.get(number);
      if (!pull) throw new TypeError("Without a pull request nothing can be merged.");
      return await tell("pull_request", {
        action: "closed",
        number,
        pull_request: {
          number,
          title: pull.title,
          merged: true,
          merged_at: new Date().toISOString(),
          merge_commit_sha: pull.sha,
          html_url: `https://github.example/acme/shop/pull/${number}`,
          merged_by: { login: "octocat" },
          base: { ref: "main" },
          head: { ref: "change", sha: pull.sha },
          user: { login: "hubot" },
        },
        repository: { full_name: "acme/shop" },
        sender: { login: "octocat" },
      });
    },
    async deploy(sha, environment) {
      const at = new Date(Date.now() + delivery).toISOString();
      return await tell("deployment_status", {
        action: "created",
        deployment: { id: 100 + delivery, sha, ref: "main", environment, created_at: at },
        deployment_status: { id: 200 + delivery, state: "success", created_at: at },
        repository: { full_name: "acme/shop" },
        sender: { login: "octocat" },
      });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return twin;
}

function shaOf(content: string): string {
  return createHash("sha1").update(content).digest("hex");
}
