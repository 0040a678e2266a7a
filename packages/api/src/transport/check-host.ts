import { isIP } from "node:net";

/**
 * Whether a request's `Host` is ours. Anything else is a page that points its own name at us (DNS rebinding): its scripts would
 * then be same-origin with our cookies.
 */
export function isOwnHost(host: string | undefined, publicUrl: string): boolean {
  if (!host) return false;
  if (host === new URL(publicUrl).host) return true;
  const name = URL.parse(`http://${host}`)?.hostname;
  return name !== undefined && isLoopback(name);
}

/** Whether a host name is this machine itself. */
export function isLoopback(name: string): boolean {
  const bare = name.replace(/^\[|\]$/g, "");
  return (
    bare === "localhost" ||
    bare.endsWith(".localhost") ||
    bare === "::1" ||
    (isIP(bare) === 4 && bare.startsWith("127."))
  );
}
