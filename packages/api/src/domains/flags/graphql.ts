import "./graphql/configuration-mutations.ts";
import "./graphql/delivery-type.ts";
import "./graphql/exposure-type.ts";
import "./graphql/flag-lists.ts";
import "./graphql/flag-mutations.ts";
import "./graphql/flag-type.ts";
import "./graphql/revision-type.ts";
