"use client";
import { Toaster as Sonner } from "sonner";

export const Toaster = () => (
  <Sonner
    position="bottom-right"
    gap={8}
    toastOptions={{
      unstyled: true,
      classNames: {
        toast:
          "flex w-(--width) items-center gap-3 rounded-lg bg-raised px-3 py-2.5 text-sm text-text shadow-pop font-sans",
        description: "text-xs text-muted",
        actionButton:
          "ml-auto h-7 rounded-md border border-line px-2.5 text-xs font-medium hover:bg-hover shrink-0",
        icon: "shrink-0",
        error: "text-critical",
      },
    }}
  />
);
