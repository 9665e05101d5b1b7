// Runs on whatever Node the machine has (18 or later) and on nothing else: installs what is missing, then starts the
// real thing with the Node that comes with the packages. Usage: node scripts/bootstrap.mjs start|dev|test [arguments]
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const node = path.join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
const entries = {
  start: ["bin/nacre.ts", "start"],
  dev: ["bin/nacre.ts", "start", "--dev"],
  test: ["scripts/test.ts"],
};

const [task = "", ...rest] = process.argv.slice(2);
const entry = entries[task];
if (!entry) fail(`Unknown task ${task || "(none)"}. Known are: ${Object.keys(entries).join(", ")}.`);

process.chdir(root);
install();
generate();
hand(node, [...entry, ...rest]);

function install() {
  if (isInstalled()) return;
  console.log("Installing packages…");
  const npm = process.env.npm_execpath;
  // Not `npm ci`: it refuses a lock file without the optional packages of platforms that a registry may not carry.
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  // Without a production environment: building needs the development packages too.
  const env = { ...process.env, NODE_ENV: "", npm_config_omit: "" };
  const run = npm
    ? spawnSync(process.execPath, [npm, ...args], { stdio: "inherit", env })
    : spawnSync("npm", args, { stdio: "inherit", env, shell: process.platform === "win32" });
  if (run.status !== 0) fail("The packages could not be installed. See npm's message above.");
  if (!existsSync(node))
    fail("The package `node` brought no Node. Were install scripts switched off? Run: npm rebuild node");
}

/** npm notes what it installed when it is done; a cut-short or older installation does not match the lock file. */
function isInstalled() {
  if (!existsSync(node)) return false;
  const installed = packagesOf("node_modules/.package-lock.json");
  const wanted = packagesOf("package-lock.json");
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(
    ([where, { version, optional }]) =>
      where === "" || optional === true || installed[where]?.version === version,
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
  } catch {
    return null;
  }
}

function generate() {
  const made = path.join(root, "lib/platform/generated/client.ts");
  const schema = path.join(root, "prisma/schema");
  const sources = [
    path.join(root, "package-lock.json"),
    ...readdirSync(schema).map((file) => path.join(schema, file)),
  ];
  if (existsSync(made) && sources.every((file) => statSync(file).mtimeMs <= statSync(made).mtimeMs)) return;
  console.log("Generating the database client…");
  const run = spawnSync(node, [path.join(root, "node_modules/prisma/build/index.js"), "generate"], {
    encoding: "utf8",
    // Nothing here uses Prisma's native engine, which its command line would download.
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (run.status !== 0) fail(`The database client could not be generated.\n${run.stdout}${run.stderr}`);
}

/** Becomes the parent of the real thing: signals go through, and its end is ours. */
function hand(program, args) {
  const child = spawn(program, ["--disable-warning=ExperimentalWarning", ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      PATH: `${path.join(root, "node_modules/.bin")}${path.delimiter}${process.env.PATH}`,
    },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`${program} could not be started: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
