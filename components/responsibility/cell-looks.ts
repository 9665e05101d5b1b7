import { CircleCheck, CircleDashed, CircleHelp, CircleX, type LucideIcon } from "lucide-react";

import { partyTitles, type CellStatus, type Party } from "#lib/domain/responsibility-model.ts";

/**
 * The party is said by the fill, so that the column of what is ours stands out: whole where it is ours, half
 * where it is shared, and none where it is another's.
 */
export const partyFills: Record<Party, string> = {
  customer:
    "bg-[light-dark(color-mix(in_srgb,var(--color-accent)_18%,transparent),color-mix(in_srgb,var(--color-accent)_36%,transparent))] border-accent/55",
  shared:
    "bg-[linear-gradient(90deg,light-dark(color-mix(in_srgb,var(--color-accent)_18%,transparent),color-mix(in_srgb,var(--color-accent)_36%,transparent))_50%,transparent_50%)] border-accent/55",
  provider: "bg-transparent border-line",
  "third-party": "bg-line-strong/20 border-dashed border-line-strong",
};

/** The status is said by the mark. */
export const statusMarks: Record<CellStatus, { icon: LucideIcon; color: string; label: string }> = {
  met: { icon: CircleCheck, color: "text-good", label: "Met" },
  gap: { icon: CircleX, color: "text-critical", label: "Gap" },
  unproved: { icon: CircleDashed, color: "text-medium", label: "Unproved" },
  unknown: { icon: CircleHelp, color: "text-muted", label: "Unknown" },
};

export const cellSentence = (workload: string, row: string, party: Party, status: CellStatus): string =>
  `${workload}, ${row}: ${partyTitles[party]} is accountable, ${statusMarks[status].label.toLowerCase()}`;
