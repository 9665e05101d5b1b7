import Link from "next/link";

import type { ResponsibilityMatrix } from "#lib/contract/responsibility.ts";
import { cellStatuses } from "#lib/domain/responsibility-model.ts";

import { statusMarks } from "../responsibility/cell-looks.ts";
import { responsibilityHref } from "../responsibility/responsibility-view.ts";
import { cn } from "../ui/cn.ts";
import { EmptyState } from "../ui/empty-state.tsx";

/** How the cells of the matrix stand; what nobody has proved is work, too. */
export function ResponsibilityPanel({ matrix }: { matrix: ResponsibilityMatrix }) {
  const total = cellStatuses.reduce((sum, status) => sum + (matrix.byStatus[status] ?? 0), 0);
  if (total === 0) return <EmptyState title="No responsibility has been resolved yet" />;
  return (
    <ul className="divide-y divide-line text-sm">
      {cellStatuses.map((status) => {
        const { icon: Icon, color, label } = statusMarks[status];
        const count = matrix.byStatus[status] ?? 0;
        return (
          <li key={status}>
            <Link
              href={responsibilityHref("/responsibility", { status: [status] })}
              className="flex min-h-9 items-center gap-3 px-4 outline-offset-[-2px] hover:bg-hover"
            >
              <Icon className={cn("size-4", color)} aria-hidden />
              <span className="w-24">{label}</span>
              <span aria-hidden className="h-1 flex-1 overflow-hidden rounded-full bg-line">
                <span className="block h-full bg-muted" style={{ width: `${(count / total) * 100}%` }} />
              </span>
              <span className="w-20 text-right">
                <span className="font-semibold">{count}</span>
                <span className="text-muted"> of {total}</span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
