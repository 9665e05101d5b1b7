"use client";
import { AlertDialog as Radix } from "radix-ui";
import type { ReactNode } from "react";

import { Button } from "./button.tsx";
import { useFocusReturn } from "./use-focus-return.ts";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen and whether it can be undone. */
  children: ReactNode;
  action: string;
  danger?: boolean;
  pending?: boolean;
  onConfirm: () => void;
};

export function Confirm({ open, onOpenChange, title, children, action, danger, pending, onConfirm }: Props) {
  const { rememberOpener, onCloseAutoFocus } = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-[rgb(0_0_0/45%)]" />
        <Radix.Content
          onOpenAutoFocus={rememberOpener}
          onCloseAutoFocus={onCloseAutoFocus}
          className="fixed top-[20vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-md -translate-x-1/2 animate-enter rounded-lg bg-raised p-4 shadow-pop"
        >
          <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="mt-1 text-sm text-muted">{children}</div>
          </Radix.Description>
          <div className="mt-4 flex justify-end gap-2">
            <Radix.Cancel asChild>
              <Button>Cancel</Button>
            </Radix.Cancel>
            <Button variant={danger ? "danger" : "primary"} pending={pending ?? false} onClick={onConfirm}>
              {action}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
