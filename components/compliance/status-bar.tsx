import { controlStatuses } from "#lib/domain/framework.ts";
import type { FrameworkView } from "#lib/contract/compliance.ts";

import { cn } from "../ui/cn.ts";
import { statusLooks } from "./status-looks.ts";

type Props = { byStatus: FrameworkView["byStatus"]; className?: string };

/** The share of controls by status as one bar; `StatusCounts` says the same in words. */
export function StatusBar({ byStatus, className }: Props) {
  const shown = controlStatuses.filter((status) => byStatus[status] > 0);
  return (
    <span aria-hidden className={cn("flex h-1.5 overflow-hidden rounded-full border border-line", className)}>
      {shown.map((status) => (
        <span key={status} className={statusLooks[status].fill} style={{ flexGrow: byStatus[status] }} />
      ))}
    </span>
  );
}

/** The same in words and numbers. */
export const StatusCounts = ({ byStatus }: Props) => (
  <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
    {controlStatuses.map((status) => {
      const { icon: Icon, color, label } = statusLooks[status];
      return (
        byStatus[status] > 0 && (
          <li key={status} className="inline-flex items-center gap-1.5 whitespace-nowrap tabular-nums">
            <Icon className={cn("size-3.5", color)} aria-hidden />
            {byStatus[status]} {label.toLowerCase()}
          </li>
        )
      );
    })}
  </ul>
);
