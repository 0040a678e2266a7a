import { fillAbsent } from "./fill-absent.ts";
import { findHosts } from "./find-hosts.ts";
import { foldLists } from "./fold-lists.ts";
import { foldObjects } from "./fold-objects.ts";
import { foldRepeats } from "./fold-repeats.ts";
import { giveRoles } from "./give-roles.ts";
import { joinValues } from "./join-values.ts";
import { readBrackets } from "./read-brackets.ts";
import { readFields } from "./read-fields.ts";
import { readQuotes } from "./read-quotes.ts";
import { scanMessage } from "./scan-message.ts";
import type { Token } from "./token.ts";

/** Tokens of a message that are compared. Two that differ behind them only are the same. */
const mostTokens = 64;

/** A message with everything that has the form of a value replaced, and its words told apart by how likely they are values. */
export function generaliseMessage(message: string): Token[] {
  const scanned = joinValues(findHosts(scanMessage(message)));
  const folded = joinValues(readBrackets(foldLists(foldObjects(readFields(readQuotes(scanned))))));
  return foldRepeats(giveRoles(fillAbsent(folded))).slice(0, mostTokens);
}
