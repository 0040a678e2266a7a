/**
 * Walks through the development pages of `oidc-provider` as a person would: signs in, allows, and stops where the browser would
 * leave for `redirectUri`.
 */
export async function signInAndAllow(authorizeUrl: string, redirectUri: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = authorizeUrl;
  let form: Record<string, string> | null = null;
  for (let step = 0; step < 20; step += 1) {
    if (url.startsWith(redirectUri)) return url;
    const answer: Response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
    });
    form = null;
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const next = answer.headers.get("location");
    if (next) {
      url = new URL(next, url).href;
      continue;
    }
    const html = await answer.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1];
    const action = /action="([^"]+)"/.exec(html)?.[1];
    if (!prompt || !action) throw new Error(`No form to fill in at ${url}: ${answer.status} ${html.slice(0, 300)}`);
    form = { prompt, ...(prompt === "login" ? { login: "ada", password: "any" } : {}) };
    url = new URL(action, url).href;
  }
  throw new Error(`The walk did not end; it stands at ${url}`);
}
