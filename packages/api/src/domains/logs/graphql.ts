import "./graphql/error-group-lists.ts";
import "./graphql/error-group-mutations.ts";
import "./graphql/error-group-type.ts";
import "./graphql/log-counts-type.ts";
import "./graphql/log-entry-type.ts";
import "./graphql/log-search.ts";
import "./graphql/log-tail.ts";
import "./graphql/saved-search-type.ts";
