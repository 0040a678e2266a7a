import { expect } from "vitest";

/** Opens a pull request in the twin's `octocat/shop` and merges it; the twin tells whoever registered a webhook. */
export async function mergePullRequest(github: string, token: string, title: string): Promise<void> {
  const api = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${github}/repos/octocat/shop${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.ok, `${method} ${path} answered ${answer.status}`).toBe(true);
    return (await answer.json()) as { number: number; object: { sha: string } };
  };
  const branch = title.toLowerCase().replace(/\W+/g, "-");
  const main = await api("GET", "/git/ref/heads/main");
  await api("POST", "/git/refs", { ref: `refs/heads/${branch}`, sha: main.object.sha });
  await api("PUT", `/contents/${branch}.txt`, { message: title, content: btoa(title), branch });
  const pull = await api("POST", "/pulls", { title, head: branch, base: "main" });
  await api("PUT", `/pulls/${pull.number}/merge`, {});
}
