import { parseArgs } from "node:util";

import { columnNames } from "#lib/contract/explorer.ts";
import { csvLine } from "#lib/contract/csv.ts";
import { queryRecordings, type RecordedAnswer } from "#lib/commands/query-recordings.ts";
import { AppError } from "#lib/domain/errors.ts";
import { titleOf } from "#lib/domain/resource.ts";
import { UsageError } from "./usage-error.ts";

const help = `Usage: nacre query QUESTION --recording FILE… [--format table|json|csv]

Asks the graph of recordings, all as one estate, without a database. docs/query-language.md is the language.
  nacre query 'agent without (-[guarded-by]-> guardrail)' --recording demo/aws.jsonl

Ends with 0 if it was answered, also with nothing; with 2 if the question or a recording is wrong.`;

const formats: Record<string, (answer: RecordedAnswer) => string> = {
  table: formatTable,
  json: (answer) =>
    `${JSON.stringify(
      answer.rows.map(({ resources }) => resources.map(({ key }) => key)),
      null,
      2,
    )}\n`,
  csv: (answer) =>
    [namesOf(answer), ...answer.rows.map(({ resources }) => resources.map(({ key }) => key))]
      .map(csvLine)
      .join(""),
};

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      recording: { type: "string", multiple: true, default: [] },
      format: { type: "string", default: "table" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const [question, ...others] = positionals;
  if (question === undefined || others.length > 0)
    throw new UsageError(`Give one question, quoted.\n\n${help}`);
  if (values.recording.length === 0) throw new UsageError("Name at least one --recording.");
  const format = Object.hasOwn(formats, values.format) ? formats[values.format] : undefined;
  if (!format)
    throw new UsageError(`--format must be one of ${Object.keys(formats).join(", ")}, not ${values.format}.`);
  const answer = await queryRecordings(question, values.recording).catch(refuse);
  process.stdout.write(format(answer));
  return 0;
}

const namesOf = ({ query }: RecordedAnswer) =>
  columnNames([query.start, ...query.steps.map(({ node }) => node)]);

function formatTable(answer: RecordedAnswer): string {
  const lines = answer.rows.map(({ resources }) =>
    resources.map(({ name, type }) => `${name} (${titleOf(type)})`).join("  →  "),
  );
  const left = answer.undecided.count > 0 ? [`${answer.undecided.count} could not be decided.`] : [];
  const more = answer.cutShort ? [`Cut short: there may be more.`] : [];
  return `${[...lines, `${answer.rows.length} rows.`, ...left, ...more].join("\n")}\n`;
}

function refuse(error: unknown): never {
  throw error instanceof AppError ? new UsageError(error.message) : error;
}
