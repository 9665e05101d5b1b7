import type { ReactNode } from "react";

type Props = { checked: boolean; onToggle: () => void; count?: number | undefined; children: ReactNode };

/** One choice of a popover: box, words, and how many there are behind it. */
export const CheckRow = ({ checked, onToggle, count, children }: Props) => (
  <label className="flex min-h-7 cursor-pointer items-center gap-2 rounded-sm px-2 text-sm hover:bg-hover">
    <input type="checkbox" checked={checked} onChange={onToggle} className="size-4 accent-(--color-accent)" />
    <span className="flex min-w-0 flex-1 items-center gap-1.5">{children}</span>
    {count !== undefined && <span className="pl-4 text-xs text-muted">{count.toLocaleString("en")}</span>}
  </label>
);
