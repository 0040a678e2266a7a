import { z } from "zod";

/** An origin as browsers write it, `https://app.shop.example`. Plain http only on the developer's own machine. */
export const originInput = z.string().transform((text, context) => {
  const origin = originOf(text.trim());
  if (origin) return origin;
  context.addIssue({
    code: "custom",
    message: "must be an origin like https://app.shop.example, without a path; http only for localhost.",
  });
  return z.NEVER;
});

function originOf(text: string): string | null {
  const url = URL.parse(text);
  if (!url || url.username || url.password || url.search || url.hash || url.pathname !== "/") return null;
  if (url.protocol === "https:") return url.origin;
  const isHere = url.hostname === "localhost" || url.hostname === "127.0.0.1" || url.hostname === "[::1]";
  return url.protocol === "http:" && isHere ? url.origin : null;
}
