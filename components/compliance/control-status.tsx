import type { ControlStatus as Status } from "#lib/domain/framework.ts";

import { cn } from "../ui/cn.ts";
import { statusLooks } from "./status-looks.ts";

export function ControlStatus({ status, className }: { status: Status; className?: string }) {
  const { icon: Icon, color, label, means } = statusLooks[status];
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", className)} title={means}>
      <Icon className={cn("size-4 shrink-0", color)} aria-hidden />
      {label}
    </span>
  );
}
