/** Eight groups of 16 bits; IPv4 stands in its mapped form, `::ffff:a.b.c.d`. */
type Address = readonly number[];
type Network = readonly [address: Address, bits: number];

// Without leading zeros, which some read as octal.
const byte = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const dotted = new RegExp(`(^|:)${byte}\\.${byte}\\.${byte}\\.${byte}$`);

/** An IPv4 or IPv6 address, without a zone. */
export function readAddress(value: unknown): Address | undefined {
  const text = `${value}`.slice(0, 64).replace(dotted, (_, before, ...bytes: string[]) => {
    const [high, low] = [0, 2].map((i) => ((+(bytes[i] ?? 0) << 8) + +(bytes[i + 1] ?? 0)).toString(16));
    return `${before || "::ffff:"}${high}:${low}`;
  });
  const [head, tail, ...more] = text.split("::").map((part) => (part ? part.split(":") : []));
  if (!head || more.length) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail ? missing < 1 : missing) return undefined;
  const all = [...head, ...Array<string>(missing).fill("0"), ...(tail ?? [])];
  return all.every((group) => /^[\da-f]{1,4}$/i.test(group))
    ? all.map((group) => Number.parseInt(group, 16))
    : undefined;
}

/** `10.0.0.0/8`, `2001:db8::/32`, or one address. */
export function readNetwork(value: unknown): Network | undefined {
  const [, text, size] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(`${value}`) ?? [];
  const address = readAddress(text);
  const bits = size ? +size + (text?.includes(":") ? 0 : 96) : 128;
  return address && bits <= 128 ? [address, bits] : undefined;
}

const starts = (address: Address, network: Address, bits: number): boolean =>
  address.every((group, i) => {
    const free = 16 - Math.max(0, Math.min(16, bits - 16 * i));
    return group >> free === (network[i] ?? 0) >> free;
  });

const mapped = [0, 0, 0, 0, 0, 0xffff];

/** An IPv6 network never contains an IPv4 address, not even `::/0`. */
export function inNetwork(address: Address, [network, bits]: Network): boolean {
  return starts(address, network, bits) && (bits >= 96 || !starts(address, mapped, 96));
}
