import { settings } from "../../packages/api/src/settings.ts";
import { writeDerived } from "./write-derived.ts";

/** Writes the table of settings from the settings themselves. */
export async function generateConfigurationDocs(): Promise<void> {
  const rows = Object.values(settings).map(
    ({ name, description, shownDefault, secret }) =>
      `| \`${name}\` | ${description}${secret ? " Secret." : ""} | ${shownDefault === null ? "" : `\`${shownDefault}\``} |`,
  );
  writeDerived(
    "docs/configuration.md",
    `# Configuration\n\nWritten by \`npm run generate\` from \`packages/api/src/settings.ts\`. A value that breaks its rule stops the start with one message that names the variable, the rule and the fix.\n\n| Variable | What it is for | Default |\n|---|---|---|\n${rows.join("\n")}\n`,
  );
}
