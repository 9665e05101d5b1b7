import type { CheckDetail } from "#lib/contract/checks.ts";

import { CodeBlock } from "../ui/code-block.tsx";
import { StatusBadge, type StatusLook } from "../ui/status-badge.tsx";
import { ExampleGraph } from "./example-graph.tsx";

type Example = CheckDetail["examples"][number];

const looks: Record<Example["expected"], { look: StatusLook; label: string }> = {
  pass: { look: "good", label: "Passes" },
  fail: { look: "bad", label: "Fails" },
  "not-applicable": { look: "idle", label: "Not applicable" },
  unknown: { look: "unknown", label: "Unknown" },
};

/** Both sides of the line, side by side: these very examples are the check's tests. */
export function CheckExamples({ examples }: { examples: readonly Example[] }) {
  const areGraphs = examples.some(isGraph);
  return (
    <ul className="grid gap-3 md:grid-cols-2">
      {examples.map((example) => (
        <li key={`${example.expected} ${example.name}`} className="flex min-w-0 flex-col gap-1.5">
          <div className="flex flex-wrap items-center gap-2 text-sm">
            <StatusBadge {...looks[example.expected]} className="font-medium" />
            <span className="text-muted">{example.name}</span>
          </div>
          {example.reason && <p className="text-xs text-muted">{example.reason}</p>}
          {areGraphs ? (
            <ExampleGraph example={example} />
          ) : (
            <CodeBlock
              language="json"
              label="What was collected"
              code={JSON.stringify(example.resource, null, 2)}
              className="flex-1"
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Whether what the example says is not in the resource alone. */
const isGraph = ({ resource, resources }: Example): boolean =>
  resources.length > 1 || Object.keys(resource).length === 0;
