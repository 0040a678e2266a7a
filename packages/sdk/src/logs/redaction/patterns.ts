/** What a pattern finds in any text is replaced by `[name]`. */
export interface RedactionPattern {
  /** Stands in place of what was found, `[card]`. */
  name: string;
  /** With the flag `g`. Bound its repetitions: it runs over every text that is logged. */
  find: RegExp;
  /** A second look at what was found; only what passes is replaced. */
  confirm?(found: string): boolean;
}

/** Patterns that can be asked for by name. */
export type NamedPattern = "email" | "card" | "token";

/** Payment cards end in a check digit (ISO/IEC 7812, “Luhn”): without it every long number would vanish. */
function hasCheckDigit(found: string): boolean {
  const digits = found.replace(/\D/g, "");
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighed = index % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** Every repetition has an upper bound, so that a text is read in time to its length. */
export const namedPatterns: Readonly<Record<NamedPattern, RedactionPattern>> = {
  email: { name: "email", find: /[\w.%+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}/gi },
  card: { name: "card", find: /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g, confirm: hasCheckDigit },
  token: {
    name: "token",
    find: new RegExp(
      [
        String.raw`\bplb_(?:live|pub)_\w{8,256}`,
        String.raw`\bBearer\s{1,4}[\w.~+/-]{8,2048}={0,2}`,
        // Not every word after “basic”: what is encoded nearly always has a digit or ends in =.
        String.raw`\b[Bb]asic\s{1,4}(?=[A-Za-z+/]{0,200}[\d=])[\w+/]{8,2048}={0,2}`,
        // The user and password of an address.
        String.raw`(?<=:\/\/)[^\s:@/]{0,100}:[^\s@/]{1,200}(?=@)`,
        String.raw`\beyJ[\w-]{10,2048}\.[\w-]{10,2048}\.[\w-]{0,2048}`,
        String.raw`\b(?:gh[pousr]_|github_pat_|glpat-|xox[abps]-|[srp]k_(?:live|test)_|AKIA)[\w-]{12,256}`,
        String.raw`\bwhsec_[\w+/=]{16,256}`,
        String.raw`-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[\s\S]{0,8192}?-----END [A-Z ]{0,32}PRIVATE KEY-----`,
      ].join("|"),
      "g",
    ),
  },
};
