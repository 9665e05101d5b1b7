import type { CheckView } from "#lib/contract/checks.ts";

type Props = { check: Pick<CheckView, "passCount" | "failCount" | "unknownCount"> };

/** Failing, unknown and passing resources, as numbers and as one bar. Unknown is hatched, never green. */
export function OutcomeBar({ check: { failCount, passCount, unknownCount } }: Props) {
  const total = failCount + passCount + unknownCount;
  if (total === 0) return <span className="text-muted">Applies to nothing here</span>;
  return (
    <span className="flex items-center gap-2">
      <span className="w-28 truncate">
        <Words {...{ failCount, passCount, unknownCount }} />
      </span>
      <span aria-hidden className="flex h-1 flex-1 overflow-hidden rounded-full">
        <span className="bg-critical" style={{ flexGrow: failCount }} />
        <span className="hatched bg-line" style={{ flexGrow: unknownCount }} />
        <span className="bg-good" style={{ flexGrow: passCount }} />
      </span>
    </span>
  );
}

/** What could not be decided is never counted among what passes: only without it do all pass. */
function Words({ failCount, passCount, unknownCount }: Props["check"]) {
  const count = (value: number) => value.toLocaleString("en");
  const unknown = unknownCount > 0 ? `${count(unknownCount)} unknown` : null;
  if (failCount > 0)
    return (
      <>
        <span className="font-semibold text-critical">{count(failCount)} fail</span>
        {unknown && <span className="text-muted">, {unknown}</span>}
      </>
    );
  if (unknown === null) return "all pass";
  return (
    <span className="text-muted">{passCount > 0 ? `${count(passCount)} pass, ${unknown}` : unknown}</span>
  );
}
