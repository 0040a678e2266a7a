const shared = new Set([
  "gmail",
  "googlemail",
  "outlook",
  "hotmail",
  "live",
  "yahoo",
  "icloud",
  "proton",
  "protonmail",
  "gmx",
  "web",
  "example",
  "aol",
  "fastmail",
  "me",
]);

/** A name as the end of an address: letters, digits, hyphens; 48 at most. */
export function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 48)
    .replaceAll(/^-+|-+$/g, "");
}

/** The company's name as the domain of an address says it; empty for a mail provider's domain. */
export function nameFromEmail(email: string): string {
  const parts = email.split("@")[1]?.split(".") ?? [];
  const name = parts.length > 2 && /^(co|com|org|ac|gov)$/.test(parts.at(-2) ?? "") ? parts.at(-3) : parts.at(-2);
  if (!name || shared.has(name)) return "";
  return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}
