import "./graphql/api-key-type.ts";
import "./graphql/audit-type.ts";
import "./graphql/embed-token-type.ts";
import "./graphql/invitation-type.ts";
import "./graphql/member-type.ts";
import "./graphql/permission-type.ts";
import "./graphql/workspace-mutations.ts";
import "./graphql/workspace-type.ts";
