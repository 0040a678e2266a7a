import { html, type TemplateResult } from "lit";
import { icon } from "../../parts/icon.ts";
import { type MenuItem, menuButton } from "../../parts/menu-button.ts";
import { newRuleAddress } from "../alerts/new-rule-address.ts";
import { removeSearch, renameSearch, type Saved, saveSearch, shareSearch } from "./saved-steps.ts";

export interface SavedMenuParts {
  slug: string;
  workspaceId: string;
  query: string;
  saved: readonly Saved[];
  /** Whether the reader may save searches, and change their own. */
  may: boolean;
  /** Whether the reader may change other members' searches. */
  mayManage: boolean;
  /** Whether the reader may make alert rules. */
  mayAlert: boolean;
  search: (query: string) => void;
  changed: () => void;
}

/** Searches with a name: take one, keep this one, share, rename or forget one. */
export function savedMenu(parts: SavedMenuParts): TemplateResult {
  const { workspaceId, query, saved, may, search, changed } = parts;
  const shown = saved.find((each) => each.query === query);
  const items: MenuItem[] = [
    ...(saved.length > 0 ? [] : [{ heading: "No search has a name yet" }]),
    ...saved.map(
      (each): MenuItem => ({
        label: each.name,
        hint: hintOf(each),
        checked: each.query === query,
        run: () => search(each.query),
      }),
    ),
    ...(may && query && !shown
      ? ["line" as const, { label: "Save this search", run: () => void saveSearch(workspaceId, query, changed) }]
      : []),
    ...(shown && parts.mayAlert ? alertOn(shown, parts) : []),
    ...(shown && may ? changesOf(shown, parts) : []),
  ];
  return menuButton({ face: html`Saved ${icon("down")}`, items, label: "Saved searches", buttonClass: "btn small" });
}

function hintOf({ shared, belongsTo, madeBy }: Saved): string {
  if (!shared) return "yours alone";
  return belongsTo === "YOU" ? "yours, for all" : `by ${madeBy}`;
}

/** The way to a rule that measures a saved search; where none can stand on it, why. */
function alertOn({ id, name, shared }: Saved, { slug }: SavedMenuParts): MenuItem[] {
  if (!shared) return ["line", { heading: "Only what is shared with everybody can be alerted on" }];
  const address = newRuleAddress({ series: "logs.search_count", filter: { search: id }, name });
  return ["line", { label: "Alert on this", href: `/w/${slug}/${address}` }];
}

/** What its owner and admins may do with it; everybody who saves with what a key made. */
function changesOf(shown: Saved, { mayManage, changed }: SavedMenuParts): MenuItem[] {
  const { name, shared, belongsTo, madeBy } = shown;
  if (belongsTo === "ANOTHER" && !mayManage) return ["line", { heading: `${madeBy} and admins may change it` }];
  const back = belongsTo === "YOU" ? `Keep “${name}” to yourself` : `Give “${name}” back to ${madeBy} alone`;
  const share: MenuItem = {
    label: shared ? back : `Share “${name}” with everybody`,
    run: () => void shareSearch(shown, changed),
  };
  return [
    "line",
    ...(belongsTo === "NOBODY" ? [] : [share]),
    { label: `Rename “${name}”`, run: () => void renameSearch(shown, changed) },
    { label: `Remove “${name}”`, danger: true, run: () => void removeSearch(shown, changed) },
  ];
}
