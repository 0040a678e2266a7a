import "./graphql/incident-lists.ts";
import "./graphql/incident-mutations.ts";
import "./graphql/incident-type.ts";
