"use client";
import { X } from "lucide-react";
import type { ReactNode } from "react";

import { useShortcut } from "../keyboard/shortcuts.tsx";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";

type Props = {
  label: string;
  selectedCount: number;
  /** All that match the filter, where the server said; offered once everything loaded is selected. */
  matching: { total: number | null; isChosen: boolean; onChoose: (() => void) | undefined };
  onClear: () => void;
  /** The actions. */
  children: ReactNode;
};

/** Over the foot of the table while rows are selected. Actions carry the filter, not ten thousand ids. */
export function BulkBar({ label, selectedCount, matching, onClear, children }: Props) {
  const isShown = selectedCount > 0;
  useShortcut({ keys: "escape", label: "Clear the selection", group: label }, isShown ? onClear : undefined);
  if (!isShown) return null;
  const count = matching.isChosen ? matching.total : selectedCount;
  return (
    <section
      aria-label="Selected rows"
      className="pointer-events-none sticky bottom-4 z-20 mx-4 flex justify-center"
      data-print="hide"
    >
      <div className="pointer-events-auto flex animate-enter flex-wrap items-center gap-2 rounded-lg bg-raised py-1.5 pr-1.5 pl-3 text-sm shadow-pop">
        <output className="font-medium">{count?.toLocaleString("en") ?? "All"} selected</output>
        {!matching.isChosen && matching.onChoose && (
          <Button size="sm" variant="ghost" onClick={matching.onChoose}>
            Select all {matching.total?.toLocaleString("en") ?? "that match"}
          </Button>
        )}
        <span className="mx-1 h-4 w-px bg-line" aria-hidden />
        {children}
        <IconButton icon={X} label="Clear the selection" size="sm" onClick={onClear} />
      </div>
    </section>
  );
}
