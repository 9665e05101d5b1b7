import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

import { cn } from "./cn.ts";
import { Tooltip } from "./tooltip.tsx";

type Props = Omit<ComponentProps<"button">, "children"> & {
  icon: LucideIcon;
  /** What a screen reader says and what the tooltip shows. */
  label: string;
  shortcut?: string;
  size?: "sm" | "md";
};

export function IconButton({ icon: Icon, label, shortcut, size = "md", className, ...props }: Props) {
  return (
    <Tooltip content={label} {...(shortcut ? { shortcut } : {})}>
      <button
        type="button"
        aria-label={label}
        className={cn(
          "inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-100",
          "hover:bg-hover hover:text-text disabled:pointer-events-none disabled:opacity-40",
          size === "sm" ? "size-6" : "size-8",
          className,
        )}
        {...props}
      >
        <Icon className="size-4" aria-hidden />
      </button>
    </Tooltip>
  );
}
