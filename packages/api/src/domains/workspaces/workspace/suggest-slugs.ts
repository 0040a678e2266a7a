import { slugProblem } from "./slug-rules.ts";

// Mail hosts of people, not of companies: their names say nothing about a workspace.
const publicMailHosts = new Set(
  `gmail googlemail outlook hotmail live msn yahoo ymail icloud me mac proton protonmail pm aol gmx web mail fastmail hey zoho
  yandex qq 163 126 naver tutanota posteo mailbox t-online orange free laposte wanadoo`.split(/\s+/),
);
// Registries that hand out names one level down: example.co.uk is `example`.
const secondLevel = new Set(["co", "com", "org", "net", "ac", "gov", "edu", "or", "ne"]);

/** What a slug can be made of. */
export interface SlugSource {
  /** The workspace's name, or what the person typed. */
  name?: string | null;
  /** The person's mail address; its domain names the company, unless it is a public mail host. */
  email?: string | null;
}

/** Slugs that follow the rules, best first, without doubles. Whether they are taken is for the caller to see. */
export function suggestSlugs({ name, email }: SlugSource): string[] {
  const bases = [slugFrom(name ?? ""), slugFrom(companyOf(email ?? ""))].filter((base) => base.length >= 2);
  const ways = [...bases, ...bases.flatMap((base) => variants(base))];
  return [...new Set(ways)].filter((slug) => slugProblem(slug) === null);
}

/** `Zoë & Söhne GmbH` becomes `zoe-sohne-gmbh`: marks are dropped, everything else between words is a hyphen. */
export function slugFrom(text: string): string {
  return text
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 48)
    .replace(/^-+|-+$/g, "");
}

function companyOf(email: string): string {
  const labels = (email.split("@")[1] ?? "").toLowerCase().split(".").filter(Boolean);
  if (labels.length < 2) return "";
  const last = labels.length - 1;
  const company = labels[secondLevel.has(labels[last - 1] ?? "") && last > 1 ? last - 2 : last - 1] ?? "";
  return publicMailHosts.has(company) ? "" : company;
}

function variants(base: string): string[] {
  const short = base.slice(0, 43).replace(/-+$/, "");
  return [`${short}-hq`, `${short}-ops`, `${short}-team`, ...[2, 3, 4, 5].map((n) => `${short}-${n}`)];
}
