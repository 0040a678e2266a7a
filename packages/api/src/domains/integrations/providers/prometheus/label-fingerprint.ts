/** FNV-1a, 64 bits. */
const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;
const mask = 0xffffffffffffffffn;

/**
 * The fingerprint of a set of labels as Prometheus and Alertmanager make it: FNV-1a over name, 0xff, value, 0xff in the order of the
 * names. https://github.com/prometheus/common/blob/main/model/signature.go (`labelSetToFingerprint`)
 */
export function labelFingerprint(labels: Readonly<Record<string, string>>): string {
  let sum = offset;
  const add = (byte: number) => {
    sum = ((sum ^ BigInt(byte)) * prime) & mask;
  };
  const names = Object.keys(labels).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const name of names) {
    for (const text of [name, labels[name] ?? ""]) {
      for (const byte of Buffer.from(text)) add(byte);
      add(0xff);
    }
  }
  return sum.toString(16).padStart(16, "0");
}
