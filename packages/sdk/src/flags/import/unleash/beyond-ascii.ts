/**
 * What is different for a group that is hashed and holds more than ASCII: Unleash's Node client hashes the low byte of each of its
 * characters (murmurhash3js), its clients in other languages UTF-8, as we do.
 */
export function beyondAscii(group: string): string | undefined {
  return [...group].some((one) => one > "~")
    ? `The group "${group}" holds letters beyond ASCII, which Unleash's clients hash differently; here as its clients in Java and Go do, not as in Node.`
    : undefined;
}
