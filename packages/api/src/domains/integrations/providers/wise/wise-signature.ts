import { createPublicKey, verify } from "node:crypto";
import type { CustomScheme } from "../../provider/signature-scheme.ts";

/** Wise's own key, one for everybody. https://docs.wise.com/guides/developer/webhooks/event-handling */
export const wiseProductionKey =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvO8vXV+JksBzZAY6GhSOXdoTCfhXaaiZ+qAbtaDBiu2AGkGVpmEygFmWP4Li9m5+Ni85BhVvZOodM9epgW3FbA5Q1SexvAF1PPjX4JpMstak/QhAgl1qMSqEevL8cmUeTgcMuVWCJmlge9h7B1CSD4rtlimGZozG39rUBDg6Qt2K+P4wBfLblL0k4C4YUdLnpGYEDIth+i8XsRpFlogxCAFyH9+knYsDbR43UJ9shtc42Ybd40Afihj8KnYKXzchyQ42aC8aZ/h5hyZ28yVyOj3Vos0VdBIs/gAyJ/4yyQFCXYte64I7ssrlbGRaco4nKF3HmaNhxwyKyJafz19eHwIDAQAB";

/** RSA with SHA-256 over the body, in base64. */
export const wiseSignature: CustomScheme = {
  kind: "custom",
  header: "x-signature-sha256",
  async verify({ headers, body }, _secrets, _now, means) {
    const key = readKey(means?.setting("WISE_PUBLIC_KEY"));
    if (!key) {
      return { code: "no_secret", message: "WISE_PUBLIC_KEY holds no public key, so no signature can be checked." };
    }
    const given = Buffer.from(headers["x-signature-sha256"] ?? "", "base64");
    if (verify("sha256", body, key, given)) return null;
    return {
      code: "wrong_signature",
      message:
        "The x-signature-sha256 header does not match the body and Wise's public key. The sandbox signs with another key than production.",
    };
  },
};

/** The key with or without its PEM lines, as an environment variable can hold it. */
function readKey(text: string | undefined) {
  const der = Buffer.from((text ?? "").replace(/-----[^-]+-----|\s|\\n/g, ""), "base64");
  try {
    return createPublicKey({ key: der, format: "der", type: "spki" });
  } catch {
    return null;
  }
}
