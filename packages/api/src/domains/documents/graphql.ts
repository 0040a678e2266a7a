import "./document-refs.ts";
import "./graphql/candidate-mutations.ts";
import "./graphql/candidate-type.ts";
import "./graphql/document-mutations.ts";
import "./graphql/document-type.ts";
import "./graphql/lists.ts";
