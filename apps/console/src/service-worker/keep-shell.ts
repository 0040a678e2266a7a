import type { FetchedEvent } from "./worker-scope.ts";

/** Every file of this build, put in by the build. */
declare const __CONSOLE_FILES__: readonly string[];
/** Named by the files' own names, so that another build has another cache. */
declare const __CONSOLE_VERSION__: string;

const cacheName = `plumbline-${__CONSOLE_VERSION__}`;

/** Milliseconds after which a page is opened from what is kept, while the network still tries. */
const patienceMs = 4000;

/** Doors of the server that are no pages of the console. */
const doors = /^\/(graphql|auth|dev|connect|hooks|export|docs|v1|ofrep|status|widgets|healthz|readyz|metrics)(\/|$)/;

/** Keeps the whole console, so that every page opens without a connection. */
export async function keepShell(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(["/", ...__CONSOLE_FILES__]);
}

/** Forgets the consoles of other builds. */
export async function forgetOldShells(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith("plumbline-") && name !== cacheName) await caches.delete(name);
  }
}

/** Answers for the console's own files and pages; everything else goes its usual way. */
export function answerFromShell(event: FetchedEvent, own: string): void {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== own || doors.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (__CONSOLE_FILES__.includes(url.pathname)) event.respondWith(file(request));
}

/** A page is asked of the network first: it names the newest files. */
async function page(request: Request): Promise<Response> {
  const kept = await caches.match("/", { cacheName });
  if (!kept) return await fetch(request);
  const network = fetch(request);
  network.catch(() => {});
  const patience = new Promise<Response>((resolve) => setTimeout(() => resolve(kept.clone()), patienceMs));
  return await Promise.race([network.catch(() => kept), patience]);
}

/** A file with a hash in its name never changes. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName })) ?? (await fetch(request));
}
