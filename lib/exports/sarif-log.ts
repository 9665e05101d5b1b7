import type { ReportedFinding } from "./reported-finding.ts";
import { toSarifResult, toSarifRule } from "./sarif-parts.ts";

/** GitHub keeps the first 5,000 results of a run and refuses more than 25,000. */
export const sarifResultsMax = 5_000;
/** It refuses a file above 10 MB once compressed, which one this large as it is can never be. */
const sarifBytesMax = 10_000_000;
/** For what surrounds results and rules. */
const frameBytes = 100_000;

export type SarifLog = {
  begin: () => string;
  /** The text of one more result; null where the file is full and this one has to be left out. */
  add: (finding: ReportedFinding, otherwise: string) => string | null;
  end: (told: { endedAt: Date; notes: readonly string[] }) => string;
};

/** Writes a SARIF 2.1.0 log of one run piece by piece. What comes first is kept, so the worst should. */
export function sarifLog(): SarifLog {
  const indexByRule = new Map<string, number>();
  const rules: string[] = [];
  let bytes = frameBytes;
  let results = 0;
  return {
    begin: () =>
      '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"automationDetails":{"id":"nacre/"},"results":[',
    add: (finding, otherwise) => {
      if (results >= sarifResultsMax) return null;
      const known = indexByRule.get(finding.rule.id);
      const rule = known === undefined ? JSON.stringify(toSarifRule(finding.rule)) : "";
      const result = JSON.stringify(toSarifResult(finding, known ?? rules.length, otherwise));
      const size = Buffer.byteLength(rule) + Buffer.byteLength(result) + 2;
      if (bytes + size > sarifBytesMax) return null;
      bytes += size;
      if (known === undefined) indexByRule.set(finding.rule.id, rules.push(rule) - 1);
      return `${results++ === 0 ? "" : ","}\n${result}`;
    },
    end: ({ endedAt, notes }) => {
      const driver = { name: "Nacre", informationUri: "https://github.com/nacre-security/nacre" };
      const invocation = {
        executionSuccessful: true,
        endTimeUtc: endedAt.toISOString(),
        toolExecutionNotifications: few(notes).map((text) => ({ level: "note", message: { text } })),
      };
      return `\n],"tool":{"driver":{${JSON.stringify(driver).slice(1, -1)},"rules":[\n${rules.join(",\n")}\n]}},"invocations":[${JSON.stringify(invocation)}]}]}\n`;
    },
  };
}

const notesMax = 200;

const few = (notes: readonly string[]): string[] => [
  ...notes.slice(0, notesMax).map((text) => text.slice(0, 400)),
  ...(notes.length > notesMax ? [`${notes.length - notesMax} more notes were left out.`] : []),
];
