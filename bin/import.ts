import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { importReport } from "#lib/commands/import-report.ts";
import type { ImportQuery, ImportView } from "#lib/contract/imports.ts";
import { openReport } from "#lib/imports/read-report.ts";
import { serverTarget } from "./server-target.ts";
import { untilStopped } from "./until-stopped.ts";
import { UsageError } from "./usage-error.ts";

const help = `Usage: nacre import REPORT --server URL [--source NAME] [--scope NAME] [--format FORMAT]
       nacre import REPORT --dry-run

Sends what another tool found: SARIF, OCSF, ASFF, Prowler, Trivy, Checkov, Semgrep, Gitleaks, Kubescape, garak,
promptfoo, PyRIT, GuardDuty, Defender, Security Command Center, CycloneDX or SPDX. The API token is taken from
NACRE_TOKEN or from a file; it needs finding:write alone.
  --server URL       Where Nacre runs: https://nacre.example.com.
  --source NAME      Which tool; by default the one the report names.
  --scope NAME       Which part of the estate it is of: only what the same source told of it before is closed.
  --format FORMAT    Its format, where the content does not tell it.
  --token-file FILE  A file that holds the API token.
  --dry-run          Read it here, say what it holds, and send nothing.

Ends with 0 if all of it was taken, 1 if single records were refused, 2 if nothing was taken.`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      server: { type: "string" },
      source: { type: "string" },
      scope: { type: "string" },
      format: { type: "string" },
      "token-file": { type: "string" },
      "dry-run": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError(`Name one report.\n\n${help}`);
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  const { source, scope, format } = values;
  return untilStopped({ remedy: "Nothing more is sent." }, async (signal) => {
    if (values["dry-run"]) return await readHere(file, format ?? null, signal);
    const query: ImportQuery = {
      fileName: path.basename(file).slice(0, 200),
      ...given({ source, scope, format }),
    };
    const target = serverTarget(values, "finding:write", help);
    return tell(await importReport(target, file, query, signal));
  });
}

const given = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

async function readHere(file: string, format: string | null, signal: AbortSignal): Promise<number> {
  const report = await openReport(file, format, signal);
  const counts = { finding: 0, component: 0 };
  let records = 0;
  let refusedCount = 0;
  for await (const result of report.results) {
    records = result.record;
    if ("refused" in result) {
      refusedCount++;
      console.log(`Record ${result.record}, ${result.refused.field}: ${result.refused.problem}`);
    } else for (const { is } of result.items) counts[is]++;
  }
  console.log(
    `${report.format.title}: ${records} records, ${counts.finding} findings, ${counts.component} components, ${refusedCount} refused. Nothing was sent.`,
  );
  return refusedCount > 0 ? 1 : 0;
}

function tell(view: ImportView): number {
  const { formatTitle, newCount, changedCount, unchangedCount, reopenedCount, closedCount } = view;
  console.log(
    `${formatTitle} of ${view.source}: ${newCount} new, ${changedCount} changed, ${unchangedCount} unchanged, ${reopenedCount} reopened, ${closedCount} closed; ${view.unmatchedCount} about nothing in the inventory, ${view.componentCount} components.`,
  );
  for (const { record, field, problem } of view.refusals)
    console.log(`Record ${record}, ${field}: ${problem}`);
  return view.refusedCount > 0 ? 1 : 0;
}
