import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import { isIn, readBaseline, writeBaseline } from "#lib/commands/baseline.ts";
import { checksInFolder } from "#lib/commands/checks-folder.ts";
import { chooseChecks } from "#lib/commands/choose-checks.ts";
import { formatCsv } from "#lib/commands/format-csv.ts";
import { formatJson } from "#lib/commands/format-json.ts";
import { formatJunit } from "#lib/commands/format-junit.ts";
import { formatOcsf } from "#lib/commands/format-ocsf.ts";
import { formatSarif } from "#lib/commands/format-sarif.ts";
import { formatTable } from "#lib/commands/format-table.ts";
import { withParametersOf } from "#lib/commands/parameters-file.ts";
import { scanRecordings, type Scan, type ScanFinding } from "#lib/commands/scan-recordings.ts";
import type { Check } from "#lib/domain/check.ts";
import { AppError } from "#lib/domain/errors.ts";
import { severities, type Severity } from "#lib/domain/severity.ts";
import { UsageError } from "./usage-error.ts";

const help = `Usage: nacre scan FILE|FOLDER… [options]

Evaluates recordings, what terraform show -json writes of plans and state, Kubernetes manifests, and templates of
CloudFormation and Azure Resource Manager (what bicep build writes), all as one estate, without a database and without
a network. A file is known by what it holds; - reads one from the standard input. Parameters of a template of Azure
stand beside it (main.parameters.json for main.json), or in a file that is named with it.
  --format          table (default), json, sarif (2.1.0, for code scanning), ocsf (1.8, one event a line), csv, junit
  --output FILE     Write there what would be printed.
  --fail-on         ${severities.join(", ")}: end with 1 if there is a finding at least as severe. Default: any.
                    new:SEVERITY counts only what --baseline does not hold; never ends with 0 whatever is found.
  --baseline FILE   Findings that are known already.
  --write-baseline FILE   Keep what is found now as the baseline of later scans.
  --checks ID,…     Only these checks; * stands for any part of an id.
  --own-checks FOLDER   Checks of one's own besides, one YAML file each. See docs/how-to/custom-check.md.
  --parameters FILE A YAML file of what checks decide by: an id, then its values. See docs/how-to/parameters.md.
  --quiet           Print nothing but errors.
  --no-color        Print without colors, as is done wherever the output is not a terminal.

Ends with 0 if nothing is found that counts, 1 if something is, 2 if a file or the call is wrong.`;

const formats: Record<string, (scan: Scan, recording: string) => string> = {
  table: formatTable,
  json: formatJson,
  sarif: formatSarif,
  ocsf: formatOcsf,
  csv: formatCsv,
  junit: formatJunit,
};

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      format: { type: "string", default: "table" },
      output: { type: "string" },
      parameters: { type: "string" },
      "own-checks": { type: "string" },
      "fail-on": { type: "string", default: "info" },
      baseline: { type: "string" },
      "write-baseline": { type: "string" },
      checks: { type: "string" },
      quiet: { type: "boolean", default: false },
      "no-color": { type: "boolean", default: false },
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
  const failOn = thresholdFrom(values["fail-on"], values.baseline);
  const [first] = positionals;
  if (first === undefined) throw new UsageError(`Name a file or a folder.\n\n${help}`);
  try {
    const shipped = await withParameters(chooseChecks((values.checks ?? "*").split(",")), values.parameters);
    const folder = values["own-checks"];
    const chosen = folder === undefined ? shipped : [...shipped, ...(await checksInFolder(folder))];
    const known = values.baseline === undefined ? new Set<string>() : await readBaseline(values.baseline);
    const scan = await scanRecordings(positionals, new AbortController().signal, chosen);
    if (values["write-baseline"] !== undefined) await writeBaseline(values["write-baseline"], scan);
    const text = format(scan, first);
    if (values.output !== undefined) writeFileSync(values.output, text);
    else if (!values.quiet)
      process.stdout.write(values.format === "table" && hasColors(values["no-color"]) ? colored(text) : text);
    return scan.findings.some((finding) => counts(finding, failOn, known)) ? 1 : 0;
  } catch (error) {
    throw isFileProblem(error) ? new UsageError(error.message) : error;
  }
}

/** The same checks, deciding by the values of the file. */
const withParameters = async (
  chosen: readonly Check[],
  file: string | undefined,
): Promise<readonly Check[]> =>
  file === undefined ? chosen : withParametersOf(chosen, await readFile(file, "utf8"), file);

type Threshold = { severity: Severity | null; onlyNew: boolean };

function thresholdFrom(text: string, baseline: string | undefined): Threshold {
  if (text === "never") return { severity: null, onlyNew: false };
  const onlyNew = text.startsWith("new:");
  const wanted = onlyNew ? text.slice("new:".length) : text;
  const severity = severities.find((known) => known === wanted);
  if (!severity)
    throw new UsageError(
      `--fail-on must be one of ${severities.join(", ")}, new: with one of them, or never, not ${text}.`,
    );
  if (onlyNew && baseline === undefined)
    throw new UsageError("--fail-on new: needs a --baseline that says what is not new.");
  return { severity, onlyNew };
}

function counts(finding: ScanFinding, { severity, onlyNew }: Threshold, known: ReadonlySet<string>): boolean {
  if (severity === null || (onlyNew && isIn(known, finding))) return false;
  return severities.indexOf(finding.check.severity) <= severities.indexOf(severity);
}

/** What the caller can mend: a file that is missing, unreadable, malformed or too large. */
const isFileProblem = (error: unknown): error is Error =>
  error instanceof AppError ||
  (error instanceof Error &&
    "code" in error &&
    /^E(ACCES|ISDIR|NOENT|NOTDIR|PERM|ROFS)$/.test(String(error.code)));

const hasColors = (refused: boolean): boolean =>
  !refused && process.stdout.isTTY && !process.env["NO_COLOR"] && process.stdout.hasColors();

const colorBySeverity: Readonly<Record<Severity, number>> = {
  critical: 91,
  high: 31,
  medium: 33,
  low: 36,
  info: 90,
};

/** The severity that each line of the table begins with. */
const colored = (text: string): string =>
  severities.reduce(
    (done, severity) =>
      done.replaceAll(
        new RegExp(`^${severity}(?= )`, "gm"),
        `\u001B[${colorBySeverity[severity]}m${severity}\u001B[0m`,
      ),
    text,
  );
