#!/usr/bin/env node
// What the pages say, and in which languages they can say it.
//   node tools/languages.mjs check [AREA...]   lists what has no French, what no page says any more, and what was written into a page past the translators
//   node tools/languages.mjs missing [FOLDER]  the sentences of one folder of src that have no French, as JSON to fill in
//   node tools/languages.mjs new TAG           an empty pack to fill in, made from all sentences
// It reads the sources: T["..."], T.Count(n, "...", "..."), T.Html("..."), Texts.Mark("..."), new Refusal("code", "..."), and t("...") and many("...", "...") of the scripts.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { sentences as ofScript, packs } from "../src/LearningHub.Web/client/languages.mjs";
import { bareLiterals, bareTexts, sentences as ofSource } from "./languages/sources.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const skipped = new Set(["bin", "obj", "node_modules", "dist", "Migrations"]);

function* files(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) { if (!skipped.has(name)) yield* files(path); }
    else if (/\.(razor|cs|ts)$/.test(name)) yield path;
  }
}

/** Every sentence: [one] or [one, other], and the file where it stands. */
function read(folder) {
  const found = [];
  for (const path of files(folder)) {
    const source = readFileSync(path, "utf8");
    for (const forms of path.endsWith(".ts") ? ofScript(source) : ofSource(source, path)) found.push({ forms, path: relative(root, path) });
  }
  return found;
}

/** The places {0}, {1} of a sentence, and its tags: a translation has the same ones. */
const shape = text => [...new Set(text.match(/\{\d+(?:[:,][^}]*)?\}|<\/?[a-z]+/g) ?? [])].sort().join(" ");

/** What a French printer would mend: ' for ’, and signs that stand alone at the start of a line because nothing holds them. */
function typing(tag, text) {
  if (!/^fr\b/.test(tag)) return [];
  const words = text.replace(/<[^>]*>/g, "").replace(/\{\d+(?:[:,][^}]*)?\}/g, "0");
  return [
    ...(words.includes("'") ? ["a straight apostrophe"] : []),
    ...(/[ \u00a0][;:!?»%]|«[ \u00a0]|[\p{L}\d][;!?»]|«[\p{L}\d]/u.test(words) ? ["no narrow no-break space (U+202F) at ; : ! ? % « or »"] : []),
  ];
}

function faultsOf(pack, said) {
  const faults = [], keys = new Set();
  for (const { forms, path } of said) {
    const key = forms.at(-1), translation = pack.texts[key];
    keys.add(key);
    if (forms.length === 2) {
      if (!translation?.one || !translation?.other) faults.push(`${path}: no ${pack.tag} with "one" and "other" for ${JSON.stringify(key)}`);
      else if (shape(translation.other) !== shape(key)) faults.push(`${path}: the ${pack.tag} of ${JSON.stringify(key)} has other places or tags`);
    } else if (typeof translation !== "string" || !translation) faults.push(`${path}: no ${pack.tag} for ${JSON.stringify(key)}`);
    else if (shape(translation) !== shape(key)) faults.push(`${path}: the ${pack.tag} of ${JSON.stringify(key)} has other places or tags`);
  }
  for (const [key, translation] of Object.entries(pack.texts)) for (const said of typeof translation === "string" ? [translation] : Object.values(translation)) faults.push(...typing(pack.tag, said).map(what => `languages/${pack.tag}: ${what} in the translation of ${JSON.stringify(key)}`));
  for (const key of pack.twice) faults.push(`languages/${pack.tag}: two files translate ${JSON.stringify(key)}`);
  for (const key of Object.keys(pack.texts)) if (!keys.has(key)) faults.push(`languages/${pack.tag}: no page says ${JSON.stringify(key)} any more`);
  return faults;
}

const [command, ...rest] = process.argv.slice(2);
const here = folder => join(root, "src", folder ?? "");
if (command === "check") {
  const said = read(here());
  const faults = packs(join(root, "languages")).filter(pack => pack.complete !== false).flatMap(pack => faultsOf(pack, said));
  for (const path of files(here())) if (path.endsWith(".razor")) for (const text of bareTexts(readFileSync(path, "utf8"))) faults.push(`${relative(root, path)}: written past the translators: ${JSON.stringify(text)}`);
  for (const path of files(here("LearningHub.Web/client/src"))) for (const text of bareLiterals(readFileSync(path, "utf8"))) faults.push(`${relative(root, path)}: written past the translators: ${JSON.stringify(text)}`);
  const asked = rest.length === 0 ? faults : faults.filter(fault => rest.some(area => fault.includes(area)));
  for (const fault of [...new Set(asked)]) console.log(fault);
  console.log(`${new Set(said.map(it => it.forms.at(-1))).size} sentences, ${new Set(asked).size} faults`);
  process.exitCode = asked.length > 0 ? 1 : 0;
} else if (command === "missing" || command === "new") {
  const known = command === "missing" ? packs(join(root, "languages")).find(pack => pack.tag === "fr")?.texts ?? {} : {};
  const empty = Object.fromEntries(read(command === "missing" ? here(rest[0]) : here()).filter(({ forms }) => !known[forms.at(-1)]).map(({ forms }) => [forms.at(-1), forms.length === 2 ? { one: "", other: "" } : ""]));
  if (command === "missing") console.log(JSON.stringify(empty, null, 2));
  else {
    const folder = join(root, "languages", rest[0] ?? "");
    if (!rest[0] || existsSync(folder)) { console.error(`Name a new language by its tag, such as rw. ${rest[0] ? `languages/${rest[0]} is there already.` : ""}`); process.exit(1); }
    mkdirSync(folder);
    writeFileSync(join(folder, "pack.json"), JSON.stringify({ tag: rest[0], name: rest[0], direction: "ltr", singular: [1], complete: false }, null, 2) + "\n");
    writeFileSync(join(folder, "texts.json"), JSON.stringify(empty, null, 2) + "\n");
  }
} else {
  console.error("check, missing or new; see the head of this file.");
  process.exitCode = 1;
}
