/** An SDK that was heard of, with a flag that it asked for. @param apiKey one with `flags:read` */
export async function furnishFlagSource(url: string, apiKey: string, canary: string): Promise<void> {
  const sent = await fetch(`${url}/flags/v1/exposures`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({
      sdk: { name: canary, version: canary },
      evaluations: [{ flag: canary, variant: "on", count: 1 }],
    }),
  });
  if (sent.status !== 202) throw new TypeError(`The report was answered with ${sent.status}: ${await sent.text()}`);
}
