import { domainFiles, namesOf } from "./scaffold/domain-files.ts";
import { refuse, writeNewFiles } from "./scaffold/write-new-files.ts";

// `npm run new-domain -- <plural> [singular]`: the folder and the schema file of a new domain, which is all that one needs.

const [domain = "", singular = domain.replace(/ies$/, "y").replace(/s$/, "")] = process.argv.slice(2);
for (const name of [domain, singular]) {
  if (!/^[a-z][a-z-]{1,30}$/.test(name)) {
    refuse(
      "Name the domain in lower case, in the plural, and one of its things: npm run new-domain -- monitors monitor",
    );
  }
}
writeNewFiles(domainFiles(namesOf(domain, singular)));
process.stdout.write(`
Next:
  npm run generate                       the table and the event find their registries
  npm test -- packages/api/src/domains/${domain}
  packages/api/src/service/permissions.ts  a permission of its own, named in the verb
  packages/api/src/domains/${domain}/graphql.ts  when people should reach it
  .dependency-cruiser.mjs                its place among the layers
`);
