import type { PendingQuery, Row, TransactionSql } from "postgres";
import { likeWithin } from "./like-pattern.ts";

/**
 * Bodies that hold the pieces in their order, whatever their case. A trigram index is asked for little of them: with every trigram
 * of a phrase it reads each everyday word's whole list (measured over 905,000 entries: 263 ms for a phrase of four such words, 38 ms
 * for the same entries found by the beginnings of its words; 28 ms for “order” and a number, 2 ms for the number). The whole
 * text is then compared in a form that no index knows.
 */
export function holdsText(tx: TransactionSql, pieces: readonly string[]): PendingQuery<Row[]> {
  const clues = cluesOf(pieces);
  if (clues.length === 0) return tx`body ilike ${likeWithin(pieces)}`;
  const found = clues.map((clue) => tx`body ilike ${likeWithin([clue])}`).reduce((all, each) => tx`${all} and ${each}`);
  return tx`(${found} and (body || '') ilike ${likeWithin(pieces)})`;
}

/**
 * What finds the entries through an index: the end of the longest number or id (ids often begin alike), or the beginnings of the
 * four longest words. None when there is just one word: then all of it is asked for.
 */
export function cluesOf(pieces: readonly string[]): string[] {
  const words = pieces.flatMap((piece) => piece.match(/[a-z0-9]{4,}/gi) ?? []);
  const longest = (all: readonly string[]) => all.toSorted((a, b) => b.length - a.length);
  const [id] = longest(words.filter((word) => /\d/.test(word) && word.length > 4));
  if (id) return words.length > 1 || pieces.join("").length > id.length ? [id.slice(-8)] : [];
  return words.length > 1
    ? longest(words)
        .slice(0, 4)
        .map((word) => word.slice(0, 4))
    : [];
}
