import type { FindingDetail } from "#lib/contract/findings.ts";

import { originOf } from "../connections/origin.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { DefinitionList } from "../ui/definition-list.tsx";

/** What was read, when, and by which call; then the values themselves, as a document to keep. */
export const FindingEvidence = ({ finding }: { finding: FindingDetail }) => (
  <div className="flex flex-col gap-5 px-4 py-4 sm:px-6">
    <section>
      <h3 className="mb-1.5 text-sm font-semibold">What was read</h3>
      <FindingValues finding={finding} />
    </section>
    <section>
      <h3 className="mb-1.5 text-sm font-semibold">Where it was read</h3>
      <FindingOrigin finding={finding} />
    </section>
    <CodeBlock language="json" label="Evidence" code={JSON.stringify(finding.evidence, null, 2)} />
  </div>
);

export function FindingValues({ finding: { evidence, reason } }: { finding: FindingDetail }) {
  const values = Object.entries(evidence);
  if (values.length === 0) return <p className="text-sm text-muted">{reason}</p>;
  return (
    <DefinitionList
      items={values.map(([term, value]) => ({
        term,
        value: <code className="rounded-sm bg-critical/10 px-1 font-mono text-xs">{shown(value)}</code>,
      }))}
    />
  );
}

export function FindingOrigin({ finding: { source } }: { finding: FindingDetail }) {
  if (!source)
    return <p className="text-sm text-muted">The collection that found this resource no longer exists.</p>;
  const { connection, verified } = originOf(source);
  return (
    <DefinitionList
      items={[
        connection,
        { term: "Collection", value: source.collector },
        { term: "Calls", value: <span className="font-mono text-xs">{source.calls.join(", ")}</span> },
        verified,
      ]}
    />
  );
}

function shown(value: FindingDetail["evidence"][string]): string {
  if (value === null) return "not set";
  return Array.isArray(value) ? value.join(", ") || "none" : String(value);
}
