import type { CheckView } from "#lib/contract/checks.ts";

type Props = { check: Pick<CheckView, "passCount" | "failCount" | "unknownCount"> };

/** Failing, unknown and passing resources, as numbers and as one bar. Unknown is hatched, never green. */
export function OutcomeBar({ check: { failCount, passCount, unknownCount } }: Props) {
  const total = failCount + passCount + unknownCount;
  if (total === 0) return <span className="text-muted">Applies to nothing here</span>;
  return (
    <span className="flex items-center gap-2">
      <span className="w-28 truncate">
        {failCount > 0 ? <span className="font-semibold text-critical">{failCount} fail</span> : "all pass"}
        {unknownCount > 0 && <span className="text-muted">, {unknownCount} unknown</span>}
      </span>
      <span aria-hidden className="flex h-1 flex-1 overflow-hidden rounded-full">
        <span className="bg-critical" style={{ flexGrow: failCount }} />
        <span className="hatched bg-line" style={{ flexGrow: unknownCount }} />
        <span className="bg-good" style={{ flexGrow: passCount }} />
      </span>
    </span>
  );
}
