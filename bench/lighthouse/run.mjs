// Lighthouse on the pages that a learner opens first, on the settings of a cheap phone. The program is the published one, as in production;
// it runs under the name Development, since only there it has the demonstration's people.
//   npm ci && npm start [-- --runs 3] [-- --hub FOLDER_OF_A_PUBLISHED_HUB]
// Prints the median of the runs; the exit code is 1 when a page misses a goal.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const goals = { performance: 95, accessibility: 100, "best-practices": 100 };
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const option = (name, otherwise) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? otherwise : process.argv[at + 1]; };
const runs = Number(option("runs", "3"));
const folder = mkdtempSync(join(tmpdir(), "learning-hub-lighthouse-"));
const chromium = process.env.CHROME_PATH ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(path => existsSync(path));

/** A port that nobody listens at, below those that the system hands out by itself. */
async function freePort() {
  for (;;) {
    const port = 15000 + Math.floor(Math.random() * 17000);
    const free = await new Promise(resolve => {
      const server = createServer().once("error", () => resolve(false)).listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

function publish() {
  const into = join(root, ".artifacts/lighthouse-hub");
  execFileSync("dotnet", ["publish", join(root, "src/LearningHub.Web"), "-c", "Release", "-o", into, "-v", "q", "--nologo"], { stdio: ["ignore", "inherit", "inherit"] });
  return into;
}

async function startHub(at) {
  const address = `http://127.0.0.1:${await freePort()}`;
  const hub = spawn("dotnet", ["LearningHub.Web.dll"], {
    cwd: at,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ASPNETCORE_ENVIRONMENT: "Development", ASPNETCORE_URLS: address, Demo__Enabled: "true", Storage__Provider: "Sqlite", Storage__ConnectionString: `Data Source=${join(folder, "hub.db")}` },
  });
  for (let attempt = 0; attempt < 600 && hub.exitCode === null; attempt++) {
    if (await fetch(`${address}/healthz/ready`).then(answer => answer.ok, () => false)) return { hub, address };
    await pause(100);
  }
  throw new Error("The hub did not become ready; what it said stands above.");
}

/** Continues as one kind of person of the demonstration. @returns its cookie */
async function continueAs(address, kind) {
  const answer = await fetch(`${address}/demo/continue`, { method: "POST", body: new URLSearchParams({ as: kind }), redirect: "manual" });
  return answer.headers.getSetCookie().map(cookie => cookie.split(";")[0]).join("; ");
}

/** A live session, and the cookie of a learner who opens its page. @param asked whether its first question is open */
async function openRoom(address, asked) {
  const facilitator = await continueAs(address, "facilitator");
  const started = await fetch(`${address}/api/live`, { method: "POST", headers: { "Content-Type": "application/json", Cookie: facilitator }, body: JSON.stringify({ module: "labour-mobility" }) });
  const room = await started.json();
  if (asked) await pressNextStep(address, room.code, facilitator);
  return { code: room.code, cookie: await continueAs(address, "learner") };
}

/** What the host's one button does without script: the form is sent as the page has it. */
async function pressNextStep(address, code, cookie) {
  const page = await fetch(`${address}/live/${code}/host`, { headers: { Cookie: cookie } });
  const html = await page.text();
  const form = /<form[^>]*>(?:(?!<\/form>)[\s\S])*id="next-step"[\s\S]*?<\/form>/.exec(html)?.[0] ?? "";
  const fields = new URLSearchParams();
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) fields.append(/name="([^"]*)"/.exec(input)[1], /value="([^"]*)"/.exec(input)?.[1] ?? "");
  fields.append("Sent", /id="next-step"[^>]*value="([^"]*)"/.exec(form)[1]);
  const more = page.headers.getSetCookie().map(one => one.split(";")[0]);
  const sent = await fetch(`${address}/live/${code}/host`, { method: "POST", body: fields, headers: { Cookie: [cookie, ...more].join("; "), "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" }, redirect: "manual" });
  if (sent.status >= 400) throw new Error(`The first question was not opened: ${sent.status}.`);
}

const median = numbers => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function measure(chrome, url, cookie) {
  const { lhr } = await lighthouse(url, { port: chrome.port, logLevel: "error", onlyCategories: Object.keys(goals), extraHeaders: cookie ? { Cookie: cookie } : undefined });
  const wrong = Object.values(lhr.categories).flatMap(category => category.auditRefs)
    .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9)
    .map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title} ${(lhr.audits[id].details?.items ?? []).slice(0, 2).map(item => item.node?.snippet ?? item.description ?? item.url ?? "").join(" ")}`);
  return {
    scores: Object.fromEntries(Object.keys(goals).map(goal => [goal, Math.round(lhr.categories[goal].score * 100)])),
    paint: lhr.audits["first-contentful-paint"].numericValue,
    largest: lhr.audits["largest-contentful-paint"].numericValue,
    bytes: lhr.audits["total-byte-weight"].numericValue,
    wrong,
  };
}

let missed = 0;
const { hub, address } = await startHub(option("hub") ?? publish());
const chrome = await launch({ chromePath: chromium, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"] });
try {
  const [room, asked] = [await openRoom(address, false), await openRoom(address, true)];
  const french = "hub-language=" + encodeURIComponent("c=fr|uic=fr");
  const pages = [
    ["start page", "/"],
    ["module", "/modules/labour-mobility"],
    ["lesson", "/modules/labour-mobility/why-manage-labour-mobility"],
    ["in French", "/modules/labour-mobility/why-manage-labour-mobility", french],
    ["live room", `/live/${room.code}`, room.cookie],
    ["a question", `/live/${asked.code}`, asked.cookie],
  ];
  console.log("page        performance  accessibility  best practices  first paint  largest paint  bytes");
  for (const [name, path, cookie] of pages) {
    const results = [];
    for (let run = 0; run < runs; run++) results.push(await measure(chrome, address + path, cookie));
    const scores = Object.keys(goals).map(goal => median(results.map(result => result.scores[goal])));
    const [paint, largest, bytes] = ["paint", "largest", "bytes"].map(what => median(results.map(result => result[what])));
    console.log([name.padEnd(10), ...scores.map((score, i) => String(score).padStart([12, 14, 15][i])), `${(paint / 1000).toFixed(2)} s`.padStart(12), `${(largest / 1000).toFixed(2)} s`.padStart(14), String(Math.round(bytes)).padStart(7)].join(" "));
    for (const wrong of new Set(results.flatMap(result => result.wrong))) console.log(`  ${wrong}`);
    if (scores.some((score, i) => score < Object.values(goals)[i])) missed++;
  }
} finally {
  chrome.kill();
  hub.kill();
  await pause(500);
  rmSync(folder, { recursive: true, force: true });
}
process.exit(missed ? 1 : 0);
