import Link from "next/link";

import type { ControlRef } from "#lib/contract/findings.ts";

/** The controls that a check is evidence for, by framework. */
export function ControlRefs({ controls }: { controls: readonly ControlRef[] }) {
  if (controls.length === 0) return <p className="text-sm text-muted">No framework asks for it.</p>;
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1 text-sm">
      {[...Map.groupBy(controls, ({ framework }) => framework)].map(([framework, ofFramework]) => (
        <div key={framework} className="contents">
          <dt className="text-muted">{framework}</dt>
          <dd className="flex min-w-0 flex-wrap gap-x-2.5">
            {ofFramework.map(({ frameworkId, controlId, title }) => (
              <Link
                key={controlId}
                title={title}
                href={`/compliance/${frameworkId}?control=${encodeURIComponent(controlId)}`}
                className="inline-flex min-h-6 items-center text-accent-text hover:underline"
              >
                {controlId.length > 24 ? title : controlId}
              </Link>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
