// Checks the types and bundles the client: every file directly in src/ is one page's script or stylesheet, its parts lie in folders.
import { execFileSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { inLanguage, packs } from "./languages.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const outdir = process.argv.find(argument => argument.startsWith("--outdir="))?.slice("--outdir=".length) ?? join(here, "../wwwroot/dist");

execFileSync(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", here], { stdio: "inherit" });

rmSync(outdir, { recursive: true, force: true }); // a bundle whose source is gone must not be served
const entries = readdirSync(join(here, "src")).filter(name => /\.(ts|css)$/.test(name)).map(name => join(here, "src", name));
const isScript = name => name.endsWith(".ts");
const bundle = (entryPoints, splitting, pack) => build({
  entryPoints,
  outdir: pack ? join(outdir, pack.tag) : outdir,
  splitting,
  chunkNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2020", "chrome80", "firefox78", "safari14.1"],
  define: { NONE_IS_SINGULAR: String(pack?.singular?.includes(0) ?? false), IS_FOREIGN: String(!!pack) },
  plugins: [inLanguage(pack ?? { texts: {} })],
  sourcemap: false,
  legalComments: "none",
  logLevel: "warning",
});
// One by one where a part is loaded on demand: pages that share nothing at run time must not be split at what they share in the source.
const split = entries.filter(name => /(live-session|charts)\.ts$/.test(name));
const whole = entries.filter(name => !split.includes(name));
for (const pack of [null, ...packs(join(here, "../../../languages"))]) {
  await bundle(pack ? whole.filter(isScript) : whole, false, pack);
  for (const entry of split) await bundle([entry], true, pack);
}
