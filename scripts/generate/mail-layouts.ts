import { compileLayouts } from "../../packages/api/src/mail/compile-layouts.ts";
import { writeDerived } from "./write-derived.ts";

/** Compiles the layout of all mails from MJML to HTML, so that a running server needs no compiler. */
export async function generateMailLayouts(): Promise<void> {
  const layouts = await compileLayouts();
  const lines = Object.entries(layouts).map(([name, html]) => `  ${name}: ${JSON.stringify(html)},`);
  writeDerived(
    "packages/api/src/mail/layouts.gen.ts",
    `// Written by \`npm run generate\` from layout.ts. Do not edit.\nexport const layouts = {\n${lines.join("\n")}\n};\n`,
  );
}
