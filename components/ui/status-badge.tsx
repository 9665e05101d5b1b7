import {
  Circle,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  CirclePause,
  CircleX,
  LoaderCircle,
  type LucideIcon,
} from "lucide-react";

import { cn } from "./cn.ts";

export const statusLooks = {
  open: { icon: CircleDot, color: "text-text" },
  progress: { icon: LoaderCircle, color: "text-accent-text" },
  paused: { icon: CirclePause, color: "text-muted" },
  good: { icon: CircleCheck, color: "text-good" },
  warn: { icon: CircleDashed, color: "text-medium" },
  bad: { icon: CircleX, color: "text-critical" },
  unknown: { icon: CircleHelp, color: "text-muted" },
  idle: { icon: Circle, color: "text-muted" },
} as const satisfies Record<string, { icon: LucideIcon; color: string }>;
export type StatusLook = keyof typeof statusLooks;

type Props = { look: StatusLook; label: string; spin?: boolean; className?: string };

/** A state as icon and word. Each entity maps its states to a look; no domain words here. */
export function StatusBadge({ look, label, spin, className }: Props) {
  const { icon: Icon, color } = statusLooks[look];
  return (
    <span className={cn("inline-flex items-center gap-1.5 text-sm whitespace-nowrap", className)}>
      <Icon className={cn("size-3.5 shrink-0", color, spin && "animate-spin")} aria-hidden />
      {label}
    </span>
  );
}
