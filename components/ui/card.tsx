import type { ReactNode } from "react";

import { cn } from "./cn.ts";

type Props = {
  title?: string;
  /** Beside the title: what it counts, or a link to the whole list. */
  aside?: ReactNode;
  className?: string;
  bodyClassName?: string;
  children: ReactNode;
};

export function Card({ title, aside, className, bodyClassName, children }: Props) {
  return (
    <section aria-label={title} className={cn("min-w-0 rounded-lg border border-line bg-surface", className)}>
      {title && (
        <header className="flex min-h-10 items-center justify-between gap-3 border-b border-line px-4 py-1.5">
          <h2 className="text-sm font-semibold">{title}</h2>
          {aside && <div className="text-xs text-muted">{aside}</div>}
        </header>
      )}
      <div className={cn("p-4", bodyClassName)}>{children}</div>
    </section>
  );
}
