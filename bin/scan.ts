import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import { formatJson } from "#lib/commands/format-json.ts";
import { formatOcsf } from "#lib/commands/format-ocsf.ts";
import { formatSarif } from "#lib/commands/format-sarif.ts";
import { formatTable } from "#lib/commands/format-table.ts";
import { withParametersOf } from "#lib/commands/parameters-file.ts";
import { scanRecordings, type Scan } from "#lib/commands/scan-recordings.ts";
import { AppError } from "#lib/domain/errors.ts";
import type { Check } from "#lib/domain/check.ts";
import { allChecks } from "#lib/posture/check-by-id.ts";
import { severities, type Severity } from "#lib/domain/severity.ts";
import { UsageError } from "./usage-error.ts";

const help = `Usage: nacre scan RECORDING… [--format table|json|sarif|ocsf] [--fail-on SEVERITY] [--parameters FILE]

Evaluates recordings, all as one estate, without a database.
  --format    table (default), json, sarif (2.1.0, for code scanning), ocsf (1.8, one event a line)
  --parameters
              a YAML file of what checks decide by: an id, then its values. See docs/how-to/parameters.md.
  --fail-on   ${severities.join(", ")}: end with 1 if there is a finding at least as severe. Default: any.

Ends with 0 if nothing is found, 1 if something is, 2 if the recording or the call is wrong.`;

const formats: Record<string, (scan: Scan, recording: string) => string> = {
  table: formatTable,
  json: formatJson,
  sarif: formatSarif,
  ocsf: formatOcsf,
};

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      format: { type: "string", default: "table" },
      parameters: { type: "string" },
      "fail-on": { type: "string", default: "info" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const format = Object.hasOwn(formats, values.format) ? formats[values.format] : undefined;
  if (!format)
    throw new UsageError(`--format must be one of ${Object.keys(formats).join(", ")}, not ${values.format}.`);
  const failOn = severityFrom(values["fail-on"]);
  const [first] = positionals;
  if (first === undefined) throw new UsageError(`Name a recording.\n\n${help}`);
  for (const file of positionals) assertFile(file);
  const chosen = await chosenChecks(values.parameters).catch(refuse);
  const scan = await scanRecordings(positionals, new AbortController().signal, chosen).catch(refuse);
  process.stdout.write(format(scan, first));
  const worst = severities.indexOf(failOn);
  return scan.findings.some(({ check }) => severities.indexOf(check.severity) <= worst) ? 1 : 0;
}

/** All there are, deciding by the values of the file. */
async function chosenChecks(parametersFile: string | undefined): Promise<readonly Check[]> {
  if (parametersFile === undefined) return allChecks;
  assertFile(parametersFile);
  return withParametersOf(allChecks, await readFile(parametersFile, "utf8"), parametersFile);
}

function assertFile(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new UsageError(`There is no file ${file}.`);
  if (found.isDirectory()) throw new UsageError(`${file} is a folder. Name the recordings in it.`);
}

function severityFrom(text: string): Severity {
  const severity = severities.find((known) => known === text);
  if (!severity) throw new UsageError(`--fail-on must be one of ${severities.join(", ")}, not ${text}.`);
  return severity;
}

function refuse(error: unknown): never {
  throw error instanceof AppError ? new UsageError(error.message) : error;
}
