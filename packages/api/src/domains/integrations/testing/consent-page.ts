import type { TwinAnswer, TwinRequest } from "./start-twin.ts";

/**
 * The page on which a provider asks a person for consent: one button, which leads back with what `grant` gives. For browsers; who
 * tests without one comes back by itself.
 * @param grant what the provider adds to the way back beside `state`
 */
export function consentPage(
  { query }: Pick<TwinRequest, "query">,
  grant: (state: string) => Record<string, string>,
): TwinAnswer {
  const state = query.get("state") ?? "";
  const back = new URL(query.get("redirect_uri") ?? "http://127.0.0.1:1");
  for (const [name, value] of Object.entries({ ...grant(state), state })) back.searchParams.set(name, value);
  const href = back.href.replaceAll("&", "&amp;");
  const scope = (query.get("scope") ?? "").replace(/[<&]/g, "");
  const body = `<h1>Plumbline asks for access</h1><p>${scope}</p><a role="button" href="${href}">Allow access</a>`;
  return [200, `<!doctype html><html lang="en"><title>Consent</title><body>${body}`, { "content-type": "text/html" }];
}
