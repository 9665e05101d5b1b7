import { TriangleAlert } from "lucide-react";

type Props = { sync: { error: string | null; remedy: string | null } };

/** What went wrong and what to do about it. */
export function SyncProblem({ sync: { error, remedy } }: Props) {
  if (error === null && remedy === null) return null;
  return (
    <div role="alert" className="flex gap-2 rounded-md border border-line bg-critical/10 px-3 py-2 text-sm">
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-critical" aria-hidden />
      <div className="min-w-0 wrap-anywhere">
        {remedy && <p className="font-medium">{remedy}</p>}
        {error && <p className="text-muted">{error}</p>}
      </div>
    </div>
  );
}
