import mjml2html from "mjml";
import { layoutMjml } from "./layout.ts";

/**
 * The layouts as HTML with their `[[…]]` marks. Called by `npm run generate` only: loading MJML takes more than a second
 * (measured 1.1 s), which nobody who waits for a mail should wait for.
 * `fonts: {}`, because MJML links Google's else, and every reader of a mail would tell Google so.
 * @throws MJML's own list of what is wrong with the layout
 */
export async function compileLayouts(): Promise<{ plain: string; withAction: string }> {
  const compile = async (withAction: boolean) =>
    (await mjml2html(layoutMjml(withAction), { validationLevel: "strict", fonts: {} })).html;
  return { plain: await compile(false), withAction: await compile(true) };
}
