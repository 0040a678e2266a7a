import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from "@cucumber/gherkin";
import { IdGenerator, type Pickle } from "@cucumber/messages";

/** One scenario with its values filled in. */
export interface Scenario {
  /** Name and values, unique within its feature. */
  name: string;
  tags: readonly string[];
  steps: readonly { text: string; table: readonly (readonly string[])[] }[];
}

/** Every scenario of one of the vendored features; an outline gives one for each row of its examples. */
export function readScenarios(feature: string): Scenario[] {
  const uri = join(import.meta.dirname, "fixtures/gherkin", feature);
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  const pickles: readonly Pickle[] = compile(parser.parse(readFileSync(uri, "utf8")), uri, newId);
  return pickles.map(({ name, tags, steps }) => ({
    name: `${name}: ${steps
      .slice(1)
      .map(({ text }) => text)
      .join(", ")}`,
    tags: tags.map((tag) => tag.name),
    steps: steps.map(({ text, argument }) => ({
      text,
      table: (argument?.dataTable?.rows ?? []).map(({ cells }) => cells.map(({ value }) => value)),
    })),
  }));
}
