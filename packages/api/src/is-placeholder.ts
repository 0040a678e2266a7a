/** Values that people leave in from examples. A client id that is one of these would only fail later, and less clearly. */
const placeholder =
  /^(<.*>|\[.*\]|\{.*\}|\.{3}|x{3,}|\*+|changeme|change[-_ ]me|replace[-_ ]?(me|this)?|placeholder|example|sample|dummy|todo|tbd|none|null|undefined|test|secret|password|your[-_ ].*|my[-_ ](client|app|secret).*|insert[-_ ].*|.*[-_](here|goes[-_]here))$/i;

/** True for a value that was copied from an example and never replaced. */
export function isPlaceholder(value: string): boolean {
  return placeholder.test(value.trim());
}
