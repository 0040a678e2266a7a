import "./graphql/embed-session-type.ts";
import "./graphql/environment-type.ts";
import "./graphql/environment-verbs.ts";
import "./graphql/import-type.ts";
import "./graphql/service-type.ts";
import "./graphql/service-verbs.ts";
import "./graphql/tenant-type.ts";
import "./graphql/tenant-verbs.ts";
