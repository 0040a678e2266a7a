/** A test of a field as the query language writes it: `service:checkout`, `http.route:"/carts/:id"`. */
export function queryTerm(field: string, value: string): string {
  const plain = /^[\p{L}\p{N}_.@-]+$/u.test(value) && !value.includes("..");
  return `${field}:${plain ? value : `"${value.replace(/["\\]/g, "\\$&")}"`}`;
}

/** The terms that stand side by side; quotes and parentheses keep theirs together. */
function termsOf(query: string): string[] {
  return query.match(/(?:"(?:\\.|[^"\\])*"|\((?:"(?:\\.|[^"\\])*"|[^)"])*\)|[^\s"(])+/g) ?? [];
}

/** Whether a search holds a term, asked for or excluded. */
export function holdsTerm(query: string, term: string): "asks" | "excludes" | null {
  const terms = termsOf(query);
  if (terms.includes(term)) return "asks";
  return terms.includes(`-${term}`) ? "excludes" : null;
}

/** The search with a term added, or taken out again when it is there; the opposite of it leaves. */
export function toggleTerm(query: string, term: string, exclude = false): string {
  const wanted = exclude ? `-${term}` : term;
  const terms = termsOf(query);
  const others = terms.filter((each) => each !== term && each !== `-${term}`);
  const there = terms.includes(wanted);
  // Words joined by OR must stay together before something else must hold as well.
  const needsBrackets = !there && others.includes("OR");
  const rest = needsBrackets ? `(${others.join(" ")})` : others.join(" ");
  return there ? rest : `${rest} ${wanted}`.trim();
}
