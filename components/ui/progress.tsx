import { cn } from "./cn.ts";

type Props = { value: number; max: number; label: string; className?: string };

export function Progress({ value, max, label, className }: Props) {
  const share = max > 0 ? Math.min(1, value / max) : 0;
  return (
    // A <progress> cannot be drawn alike in every browser.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
      className={cn("h-1 overflow-hidden rounded-full bg-line", className)}
    >
      <div
        className="h-full rounded-full bg-accent transition-[width] duration-200"
        style={{ width: `${share * 100}%` }}
      />
    </div>
  );
}
