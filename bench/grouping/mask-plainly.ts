/** What a log product without templates does: numbers, hashes, addresses and UUIDs become a star. The line below ours. */
export function maskPlainly(message: string): string {
  return message
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, "*")
    .replace(/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, "*")
    .replace(/\b0x[0-9a-f]+\b/gi, "*")
    .replace(/\b[0-9a-f]{16,}\b/gi, "*")
    .replace(/[-+]?\d+(?:\.\d+)?/g, "*");
}
