import { X } from "lucide-react";

/** A filter that came with a link, and can only be taken away. */
export const ScopeChip = ({ label, onRemove }: { label: string; onRemove: () => void }) => (
  <button
    type="button"
    onClick={onRemove}
    aria-label={`Remove the filter ${label}`}
    className="inline-flex h-7 max-w-80 items-center gap-1.5 rounded-md border border-line-strong/60 bg-selected px-2 text-xs hover:bg-hover"
  >
    <span className="truncate">{label}</span>
    <X className="size-3 shrink-0" aria-hidden />
  </button>
);
