import { globSync, readFileSync } from "node:fs";

interface Rule {
  /** What a breach is told. */
  says: string;
  /** Paths it does not hold for. */
  except: RegExp;
  broken(text: string): boolean;
}

const rules: Rule[] = [
  {
    says: "is longer than 400 lines: it holds more than one thing",
    except: /\/fixtures\//,
    broken: (text) => text.split("\n").length > 401,
  },
  {
    says: "throws a bare Error: an expected failure is one of our typed errors, a broken assumption a TypeError",
    except: /\.test\.ts$|\/testing\/|\/test\/|^bench\/|^scripts\//,
    broken: (text) => /throw new Error\(/.test(text),
  },
];

/** Breaches of the house rules that neither the linter nor the compiler can see. */
export function houseRuleBreaches(): string[] {
  const paths = globSync("{packages,apps,scripts,bench}/**/*.{ts,mjs}", {
    exclude: (path) => /(^|\/)(node_modules|dist|generated)$/.test(String(path)),
  })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !path.endsWith(".gen.ts"))
    .sort();
  return paths.flatMap((path) => {
    const text = readFileSync(path, "utf8");
    const broken = rules.filter((rule) => !rule.except.test(path) && rule.broken(text));
    return broken.map((rule) => `${path} ${rule.says}`);
  });
}
