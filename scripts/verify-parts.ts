import { runPart, sum, type Part, type Tally } from "./run-part.ts";

/** The longest first, so that what follows fits beside it. */
const parts: readonly Part[] = [
  { name: "unit, content and architecture tests", command: ["vitest", "run"], isVitest: true },
  { name: "lint", command: ["oxlint", "--type-aware"] },
  { name: "types", command: ["node", "--run", "typecheck"] },
  { name: "format", command: ["prettier", "--check", "--log-level=warn", "."] },
  { name: "unused code", command: ["knip"] },
  { name: "registries", command: ["node", "scripts/gen-registry.ts", "--check"] },
  { name: "list of routes", command: ["node", "scripts/gen-routes.ts", "--check"] },
  { name: "catalogues in the documentation", command: ["node", "scripts/gen-docs.ts", "--check"] },
  { name: "paths in the documentation", command: ["node", "scripts/check-doc-paths.ts"] },
];
const atOnce = 2;

/** What needs neither a database nor a browser. Every part runs, whichever fails. */
export async function verify(): Promise<Tally> {
  const waiting = [...parts];
  const tallies: Tally[] = [];
  const lane = async (): Promise<void> => {
    for (let part = waiting.shift(); part; part = waiting.shift())
      tallies.push(await runPart(part, { quiet: true }));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return sum(tallies);
}
