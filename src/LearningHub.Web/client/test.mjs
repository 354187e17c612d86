// Bundles test/*.test.ts and runs them with Node's own test runner: the pure parts of the client need no browser.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const outdir = mkdtempSync(join(tmpdir(), "learning-hub-client-"));
try {
  const tests = readdirSync(join(here, "test")).filter(name => name.endsWith(".test.ts"));
  await build({
    entryPoints: tests.map(name => join(here, "test", name)),
    outdir, bundle: true, format: "esm", platform: "node", target: "node20", outExtension: { ".js": ".mjs" }, logLevel: "warning",
    define: { NONE_IS_SINGULAR: "false", IS_FOREIGN: "false" },
  });
  const run = spawnSync(process.execPath, ["--test", ...tests.map(name => join(outdir, name.replace(/\.ts$/, ".mjs")))], { stdio: "inherit" });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
