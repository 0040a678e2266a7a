import { providerFiles } from "./scaffold/provider-files.ts";
import { refuse, writeNewFiles } from "./scaffold/write-new-files.ts";

// `npm run new-provider -- <slug> [Name]`: an entry of the integration catalogue is one file; its guide is the other.

const [slug = "", name = slug.charAt(0).toUpperCase() + slug.slice(1)] = process.argv.slice(2);
if (!/^[a-z][a-z0-9-]{1,30}$/.test(slug)) {
  refuse(
    "Name the provider as it shall stand in addresses, then as people write it: npm run new-provider -- pagerduty PagerDuty",
  );
}
writeNewFiles(providerFiles(slug, name));
process.stdout.write(`
Next:
  npm run generate -- registries         the catalogue finds it by its path
  npm test -- packages/api/src/domains/integrations/provider-contract.test.ts
  docs/guides/add-a-provider.md          what each part must keep to
`);
