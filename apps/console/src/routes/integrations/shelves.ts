/** The shelves of the catalogue, in the order in which they stand, by the API's `category`. */
export const shelves: readonly { category: string; title: string }[] = [
  { category: "code", title: "Code and deploys" },
  { category: "chat", title: "Chat and mail" },
  { category: "alerting", title: "Alerts and on-call" },
  { category: "documents", title: "Documents" },
  { category: "infrastructure", title: "Infrastructure" },
  { category: "commerce", title: "Commerce and payments" },
  { category: "marketing", title: "Marketing" },
  { category: "media", title: "Media" },
  { category: "generic", title: "Anything else" },
];

/** The name of a shelf; a category that is new here stands under its own word. */
export function shelfTitle(category: string): string {
  return (
    shelves.find((shelf) => shelf.category === category)?.title ?? category.charAt(0).toUpperCase() + category.slice(1)
  );
}
