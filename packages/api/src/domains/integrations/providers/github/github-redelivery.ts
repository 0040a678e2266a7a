import { ProviderError } from "../../access/provider-error.ts";
import type { ProviderAccess } from "../../provider/provider-access.ts";
import { readText } from "../../provider/read-path.ts";
import type { RemoteWebhookRef } from "../../provider.ts";
import { githubAppJwt } from "./github-app.ts";

/** GitHub keeps deliveries for three days. This many pages of a hundred are looked through, the newest first. */
const mostPages = 5;

/**
 * Asks GitHub to send a delivery again, found by its `X-GitHub-Delivery`, of a repository's webhook or of the App.
 * https://docs.github.com/rest/repos/webhooks#redeliver-a-delivery-for-a-repository-webhook
 * https://docs.github.com/rest/apps/webhooks#redeliver-a-delivery-for-an-app-webhook
 * @throws ProviderError with `not_found` when GitHub does not list it any more
 */
export async function redeliverFromGithub(access: ProviderAccess, ref: RemoteWebhookRef, guid: string): Promise<void> {
  const isApp = ref.remoteId === "";
  const base = isApp ? "/app/hook/deliveries" : `/repos/${ref.target}/hooks/${ref.remoteId}/deliveries`;
  const headers: Record<string, string> = isApp ? { authorization: `Bearer ${await githubAppJwt(access)}` } : {};
  let page: string | null = `${base}?per_page=100`;
  for (let count = 0; page && count < mostPages; count += 1) {
    const answer: { body: unknown[]; headers: Readonly<Record<string, string>> } = await access.call<unknown[]>(
      "GET",
      page,
      { headers },
    );
    const found = answer.body.find((delivery) => readText(delivery, "guid") === guid);
    if (found) {
      await access.call("POST", `${base}/${readText(found, "id")}/attempts`, { headers });
      return;
    }
    page = nextCursor(base, answer.headers.link);
  }
  throw new ProviderError(
    "not_found",
    "GitHub does not list this delivery any more.",
    "It keeps deliveries for three days. Replay the stored one instead.",
  );
}

/** The list is paged by a cursor, which stands in the `Link` header only. */
function nextCursor(base: string, link: string | undefined): string | null {
  const cursor = /[?&]cursor=([^&>]+)[^>]*>;\s*rel="next"/.exec(link ?? "")?.[1];
  return cursor ? `${base}?per_page=100&cursor=${cursor}` : null;
}
