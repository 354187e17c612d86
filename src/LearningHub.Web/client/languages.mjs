// A script in another language: the literals of t("...") and many("...", "...") are replaced while it is bundled.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const LITERAL = String.raw`"(?:[^"\\]|\\.)*"`;
const ALONE = new RegExp(String.raw`(?<![\w.])t\(\s*(${LITERAL})\s*\)`, "g");
const ONE = new RegExp(String.raw`(?<![\w.])t\(\s*(${LITERAL})`, "g");
const TWO = new RegExp(String.raw`(?<![\w.])many\(\s*(${LITERAL}),\s*(${LITERAL})`, "g");

/** Every folder of languages/ with a pack.json, with its texts. */
export function packs(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).sort().filter(tag => existsSync(join(folder, tag, "pack.json"))).map(tag => {
    const files = readdirSync(join(folder, tag)).filter(name => name.endsWith(".json") && name !== "pack.json");
    const parts = files.map(name => read(join(folder, tag, name)));
    const keys = parts.flatMap(Object.keys);
    return { ...read(join(folder, tag, "pack.json")), texts: Object.assign({}, ...parts), twice: keys.filter((key, i) => keys.indexOf(key) !== i) };
  });
}

/** The sentences of a source file: one literal of each t, two of each many. */
export const sentences = source =>
  [...[...source.matchAll(ONE)].map(found => [JSON.parse(found[1])]), ...[...source.matchAll(TWO)].map(found => [JSON.parse(found[1]), JSON.parse(found[2])])];

export function translate(source, { texts }) {
  const of = literal => {
    const text = texts[JSON.parse(literal)];
    return typeof text === "string" && text ? JSON.stringify(text) : literal;
  };
  return source
    .replace(ALONE, (_, literal) => of(literal)) // nothing stands in it: no need to call anybody
    .replace(ONE, (call, literal) => call.replace(literal, () => of(literal)))
    .replace(TWO, (call, one, other) => {
      const text = texts[JSON.parse(other)];
      return text?.one && text.other ? `many(${JSON.stringify(text.one)}, ${JSON.stringify(text.other)}` : call;
    });
}

/** An esbuild plugin. A pack without texts leaves English. */
export const inLanguage = pack => ({
  name: "language",
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({ contents: translate(readFileSync(path, "utf8"), pack), loader: "ts" }));
  },
});

const read = file => JSON.parse(readFileSync(file, "utf8"));
