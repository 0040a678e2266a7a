/** A number of bytes for people, in powers of 1,000. */
export function byteWords(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const number = bytes / 1000 ** power;
  return `${number.toLocaleString("en", { maximumFractionDigits: number < 10 && power > 0 ? 1 : 0 })} ${units[power]}`;
}
