import "./graphql/log-counts-type.ts";
import "./graphql/log-entry-type.ts";
import "./graphql/log-search.ts";
import "./graphql/saved-search-type.ts";
