"use client";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";

import { cn } from "./cn.ts";
import { IconButton } from "./icon-button.tsx";
import { useFocusReturn } from "./use-focus-return.ts";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** Above the title: breadcrumb, previous and next. */
  toolbar?: ReactNode;
  /** Leaves the page behind it usable, so that `j` and `k` still move the list. */
  modal?: boolean;
  side?: "left" | "right";
  className?: string;
  children: ReactNode;
};

export function Sheet(props: Props) {
  const { open, onOpenChange, title, toolbar, modal = true, side = "right", className, children } = props;
  const { rememberOpener, onCloseAutoFocus } = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={modal}>
      <Radix.Portal>
        {modal && <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/45%)]" />}
        <Radix.Content
          aria-describedby={undefined}
          {...(modal ? { "data-modal": true } : {})}
          // The drawer itself takes the focus: its first button would show a tooltip nobody asked for.
          onOpenAutoFocus={(event) => {
            rememberOpener();
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onCloseAutoFocus={onCloseAutoFocus}
          onInteractOutside={(event) => {
            if (!modal) event.preventDefault();
          }}
          className={cn(
            "fixed inset-y-0 z-40 flex w-full outline-none animate-slide flex-col bg-surface shadow-pop",
            side === "right" ? "right-0 sm:max-w-[640px] sm:border-l" : "left-0 max-w-72 border-r",
            className,
          )}
        >
          <div className="flex h-11 shrink-0 items-center gap-1 border-b border-line px-3">
            <div className="flex min-w-0 flex-1 items-center gap-1">{toolbar}</div>
            <Radix.Close asChild>
              <IconButton icon={X} label="Close" shortcut="Esc" />
            </Radix.Close>
          </div>
          <Radix.Title className="sr-only">{title}</Radix.Title>
          <div className="scroll-thin min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
