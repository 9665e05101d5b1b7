import { cn } from "./cn.ts";

type Props = { value: number; max: number; label: string; className?: string };

/** The real <progress> is for screen readers: browsers do not draw it alike. */
export function Progress({ value, max, label, className }: Props) {
  const share = max > 0 ? Math.min(1, value / max) : 0;
  return (
    <div className={cn("h-1 overflow-hidden rounded-full bg-line", className)}>
      <progress className="sr-only" aria-label={label} value={value} max={Math.max(max, 1)} />
      <div
        className="h-full rounded-full bg-accent transition-[width] duration-200"
        style={{ width: `${share * 100}%` }}
      />
    </div>
  );
}
