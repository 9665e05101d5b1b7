"use client";
import { useState } from "react";

import type { FindingDetail } from "#lib/contract/findings.ts";

import { CodeBlock } from "../ui/code-block.tsx";
import { Segmented } from "../ui/segmented.tsx";

type Way = "cli" | "terraform" | "console";
type Remediation = FindingDetail["remediation"];
const allWays = [
  { value: "cli", label: "Command line" },
  { value: "terraform", label: "Terraform" },
  { value: "console", label: "Console" },
] as const;

/** The cheapest safe fix, in the three ways people make changes. */
export function RemediationSteps({ remediation }: { remediation: Remediation }) {
  const ways = allWays.filter(({ value }) => remediation[value].length > 0);
  const [way, setWay] = useState<Way | undefined>(ways[0]?.value);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm">{remediation.summary}</p>
      {way && (
        <div>
          <Segmented<Way> label="Way to fix it" value={way} onChange={setWay} options={ways} />
        </div>
      )}
      {way === "cli" && <CodeBlock language="shell" label="Command line" code={remediation.cli} />}
      {way === "terraform" && <CodeBlock language="hcl" label="Terraform" code={remediation.terraform} />}
      {way === "console" && (
        <ol className="flex list-decimal flex-col gap-1.5 pl-5 text-sm">
          {remediation.console.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </div>
  );
}

export const FindingRemediation = ({ finding }: { finding: FindingDetail }) => (
  <div className="flex flex-col gap-4">
    <RemediationSteps remediation={finding.remediation} />
    <p className="text-xs text-muted">
      The next sync verifies the change and resolves the finding by itself; if the fact returns, it opens
      again.
    </p>
  </div>
);
