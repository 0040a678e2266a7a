import { NotFoundError } from "../../service/errors.ts";
import type { Provider } from "./provider.ts";
import { providers } from "./registry.gen.ts";

const bySlug = new Map(providers.map((provider) => [provider.slug, provider]));

/** @throws NotFoundError when the catalogue has no such provider */
export function findProvider(slug: string): Provider {
  const provider = bySlug.get(slug);
  if (provider) return provider;
  throw new NotFoundError(`The catalogue has no provider “${slug.slice(0, 60)}”.`, "Choose one of the catalogue.");
}

/** The whole catalogue, by name. */
export function allProviders(): readonly Provider[] {
  return [...bySlug.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * Adds an entry to this process's catalogue: how tests and benchmarks bring a far side of their own.
 * @returns what takes it out again
 */
export function addProvider(provider: Provider): () => void {
  bySlug.set(provider.slug, provider);
  return () => {
    bySlug.delete(provider.slug);
  };
}
