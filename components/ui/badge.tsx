import type { ReactNode } from "react";

import { cn } from "./cn.ts";

export const badgeTones = {
  neutral: "border-line bg-sunken text-muted",
  accent: "border-transparent bg-selected text-accent-text",
  good: "border-transparent bg-good/10 text-good",
  warn: "border-transparent bg-medium/10 text-medium",
  bad: "border-transparent bg-critical/10 text-critical",
} as const;
export type BadgeTone = keyof typeof badgeTones;

type Props = { tone?: BadgeTone; className?: string; title?: string; children: ReactNode };

export function Badge({ tone = "neutral", className, title, children }: Props) {
  return (
    <span
      title={title}
      className={cn(
        "inline-flex h-5 items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3",
        badgeTones[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
