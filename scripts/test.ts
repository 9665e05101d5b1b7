import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

import { closingLine, runPart, sum, type Part } from "./run-part.ts";
import { verify } from "./verify-parts.ts";

const suite = (name: string, folder: string): Part => ({
  name,
  command: ["vitest", "run", "--config", `${folder}/vitest.config.ts`],
  isVitest: true,
});
const hasPython = spawnSync("python3", ["--version"]).status === 0;

const suites: readonly Part[] = [
  suite("permissions against the simulator", "tests/iam"),
  suite("integration tests", "tests/integration"),
  ...(existsSync("tests/e2e/vitest.config.ts") ? [suite("browser journeys", "tests/e2e")] : []),
  ...(hasPython ? [suite("live collection from an AWS stand-in", "tests/aws")] : []),
];

const tallies = [await verify()];
for (const part of suites) tallies.push(await runPart(part, { quiet: false }));
if (!hasPython) console.log("There is no python3 here, so npm run test:aws was left out.");

const total = sum(tallies);
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(closingLine(total));
process.exit(total.failed > 0 ? 1 : 0);
