import { PreconditionError } from "../../../service/errors.ts";

/**
 * Fills `{NAME}` and `{field}` in an address that a provider's file declares. Values from a person are encoded, so that a shop's
 * name cannot become a path or a host; settings are the operator's and stand as they are, but for the fields that they name
 * (`https://{shop}.myshopify.com`).
 * @throws PreconditionError naming what is missing
 */
export function fillTemplate(
  template: string,
  setting: (name: string) => string,
  fields: Readonly<Record<string, string>> = {},
): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    if (/^[A-Z][A-Z0-9_]*$/.test(name)) {
      return fillTemplate(setting(name), (inner) => `{${inner}}`, fields);
    }
    const value = fields[name];
    if (value === undefined) throw new PreconditionError(`The ${name} is missing.`, "Connect again and fill it in.");
    return encodeURIComponent(value);
  });
}
