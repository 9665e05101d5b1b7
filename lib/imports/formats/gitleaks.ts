import { z } from "zod";

import type { ImportedItem } from "#lib/domain/imported.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { noSubject, repositoryKey, subjectOf } from "./subject.ts";
import { digestOf, line, lineNumber, text } from "./words.ts";

/** `Secret`, `Match` and `Line` are left where they are: a report of secrets must not spread them further. */
const Leak = z.object({
  RuleID: z.string(),
  Description: text,
  File: z.string(),
  StartLine: lineNumber,
  Commit: text,
  Author: text,
  Date: text,
  Link: text,
  Fingerprint: text,
});
type Leak = z.infer<typeof Leak>;

function toItems(leak: Leak): ImportedItem[] {
  const title = line(leak.Description || leak.RuleID);
  const repository = repositoryKey((leak.Link ?? "").split(/\/(?:-\/)?blob\//)[0] ?? "");
  return [
    findingItem({
      tool: "Gitleaks",
      ruleId: leak.RuleID,
      kind: "secret",
      title,
      description: "A secret stands in the repository, or in its history, for everybody who can read it.",
      remediation:
        "Revoke the secret first. Then take it out of the file, and out of the history if it must not be seen.",
      references: [],
      severity: "high",
      message: line(
        `${leak.RuleID} in ${leak.File}${leak.Commit ? ` at ${leak.Commit.slice(0, 12)}` : ""}`,
        1_000,
      ),
      subject: repository ? subjectOf(repository) : noSubject(leak.File),
      location: { path: line(leak.File, 500), line: leak.StartLine ?? null },
      fingerprint: leak.Fingerprint || digestOf(leak.Commit ?? "", leak.File, String(leak.StartLine ?? "")),
      evidence: {
        ...(leak.Commit ? { commit: line(leak.Commit, 64) } : {}),
        ...(leak.Date ? { committedAt: line(leak.Date, 40) } : {}),
      },
    }),
  ];
}

export const gitleaks = defineFormat({
  id: "gitleaks",
  title: "Gitleaks JSON",
  kind: "json",
  lookedFor: "RuleID, File and Secret in each element",
  recognizes: ({ fields }) => ["RuleID", "File", "StartLine"].every((field) => fields.has(field)),
  about: () => undefined,
  readers: [recordReader("", Leak, toItems)],
});
