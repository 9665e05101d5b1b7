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
  description?: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
};

export function Dialog({ open, onOpenChange, title, description, footer, wide, children }: Props) {
  const { rememberOpener, onCloseAutoFocus } = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/45%)]" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          data-modal
          onOpenAutoFocus={(event) => {
            rememberOpener();
            focusFirstField(event);
          }}
          onCloseAutoFocus={onCloseAutoFocus}
          className={cn(
            "fixed top-[12vh] left-1/2 z-50 flex outline-none max-h-[76vh] w-[calc(100vw-24px)] -translate-x-1/2 animate-enter flex-col rounded-lg bg-raised shadow-pop",
            wide ? "max-w-2xl" : "max-w-md",
          )}
        >
          <header className="flex items-start gap-3 px-4 pt-4">
            <div className="flex-1">
              <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-1 text-sm text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton icon={X} label="Close" size="sm" />
            </Radix.Close>
          </header>
          <div className="scroll-thin flex-1 overflow-y-auto px-4 py-3">{children}</div>
          {footer && (
            <footer className="flex justify-end gap-2 border-t border-line px-4 py-3">{footer}</footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The first thing to fill in, rather than the button that closes. */
function focusFirstField(event: Event): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const field = event.currentTarget.querySelector("input, textarea, [role=combobox], [role=switch]");
  event.preventDefault();
  if (field instanceof HTMLElement) field.focus();
  else event.currentTarget.focus();
}
