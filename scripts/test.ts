import { spawnSync } from "node:child_process";

import { closingLine, runPart, sum, type Part, type Tally } from "./run-part.ts";
import { verify } from "./verify-parts.ts";

const suite = (name: string, folder: string): Part => ({
  name,
  command: ["vitest", "run", "--config", `${folder}/vitest.config.ts`],
  isVitest: true,
});
const hasPython = spawnSync("python3", ["--version"]).status === 0;

const integration = suite("integration tests", "tests/integration");
const browser = suite("browser journeys", "tests/e2e");
// These mostly wait for a stand-in to start and to answer, which fits beside what keeps a processor busy.
const beside: readonly Part[] = [
  suite("permissions against the simulator", "tests/iam"),
  ...(hasPython ? [suite("live collection from an AWS stand-in", "tests/aws")] : []),
];

const inTurn = async (parts: readonly Part[]): Promise<Tally[]> => {
  const tallies: Tally[] = [];
  for (const part of parts) tallies.push(await runPart(part, { quiet: true }));
  return tallies;
};

const tallies = [await verify()];
const [inIntegration, inOthers] = await Promise.all([runPart(integration, { quiet: false }), inTurn(beside)]);
tallies.push(inIntegration, ...inOthers, await runPart(browser, { quiet: false }));
if (!hasPython) console.log("There is no python3 here, so npm run test:aws was left out.");

const total = sum(tallies);
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(closingLine(total));
process.exit(total.failed > 0 ? 1 : 0);
