import { z } from "zod";
import { decodeId } from "../../../graphql/ids.ts";

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id within a definition: as the API shows it (`alroute_…`), or the bare uuid, which is what is stored. */
export function ownId(prefix: string) {
  return z.string().transform((text, ctx) => {
    if (uuidForm.test(text)) return text;
    try {
      return decodeId(prefix, text);
    } catch {
      ctx.addIssue({ code: "custom", message: `must be an id of the form ${prefix}_….` });
      return z.NEVER;
    }
  });
}
