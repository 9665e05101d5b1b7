"use client";
import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import Link from "next/link";
import type { ReactNode } from "react";

import { cn } from "./cn.ts";
import { Kbd } from "./kbd.tsx";

const itemClass =
  "flex min-h-7 w-full items-center gap-2 rounded-sm px-2 py-1 text-left text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover";

export function DropdownMenu({
  trigger,
  align = "end",
  children,
}: {
  trigger: ReactNode;
  align?: "start" | "end";
  children: ReactNode;
}) {
  return (
    // A menu is no dialog: the page behind it stays readable and usable.
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="scroll-thin z-50 max-h-[70vh] min-w-[max(176px,var(--radix-dropdown-menu-trigger-width))] animate-enter overflow-y-auto rounded-lg bg-raised p-1 shadow-pop"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ItemProps = {
  icon?: LucideIcon;
  shortcut?: string;
  danger?: boolean;
  disabled?: boolean;
  checked?: boolean;
  children: ReactNode;
} & (
  | { onSelect: () => void; href?: never; download?: never }
  /** With `download`, what is there is saved and the page stays. */
  | { href: string; onSelect?: never; download?: boolean }
);

export function MenuItem({
  icon: Icon,
  shortcut,
  danger,
  disabled = false,
  checked,
  children,
  ...action
}: ItemProps) {
  const body = (
    <>
      {Icon && <Icon className="size-3.5 shrink-0 text-muted" aria-hidden />}
      <span className="flex-1">{children}</span>
      {checked && <Check className="size-3.5" aria-label="selected" />}
      {shortcut && <Kbd keys={shortcut} />}
    </>
  );
  if (action.href !== undefined && action.download)
    return (
      <Radix.Item asChild disabled={disabled}>
        <a href={action.href} download className={itemClass}>
          {body}
        </a>
      </Radix.Item>
    );
  if (action.href !== undefined)
    return (
      <Radix.Item asChild disabled={disabled}>
        <Link href={action.href} className={itemClass}>
          {body}
        </Link>
      </Radix.Item>
    );
  return (
    <Radix.Item
      disabled={disabled}
      onSelect={action.onSelect}
      className={cn(itemClass, danger && "text-critical")}
    >
      {body}
    </Radix.Item>
  );
}

export const MenuSeparator = () => <Radix.Separator className="my-1 h-px bg-line" />;
export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2 py-1 text-xs text-muted">{children}</Radix.Label>
);
