import type { DocumentNode } from "graphql";

/** Finds something out of a document once: Yoga hands over the same one for a text that comes again. */
export function perDocument<Found>(find: (document: DocumentNode) => Found): (document: DocumentNode) => Found {
  const known = new WeakMap<DocumentNode, { found: Found }>();
  return (document) => {
    const seen = known.get(document) ?? { found: find(document) };
    known.set(document, seen);
    return seen.found;
  };
}
