import { CircleCheck, CircleDashed, CircleMinus, CircleX, FileCheck2, type LucideIcon } from "lucide-react";

import type { ControlStatus } from "#lib/domain/framework.ts";

type Look = {
  label: string;
  icon: LucideIcon;
  color: string;
  /** Its part of a bar. */
  fill: string;
  means: string;
};

/** How each status looks, never by color alone; in the order a bar shows them. */
export const statusLooks: Record<ControlStatus, Look> = {
  failing: {
    label: "Failing",
    icon: CircleX,
    color: "text-critical",
    fill: "bg-critical",
    means: "An open finding speaks against it",
  },
  incomplete: {
    label: "Incomplete",
    icon: CircleDashed,
    color: "text-medium",
    fill: "hatched bg-line",
    means: "Something was not decided, not collected, excepted or not attested",
  },
  passing: {
    label: "Passing",
    icon: CircleCheck,
    color: "text-good",
    fill: "bg-good",
    means: "Every check that applies passes",
  },
  attested: {
    label: "Attested",
    icon: FileCheck2,
    color: "text-accent-text",
    fill: "bg-accent",
    means: "A person shows it with a document that is still valid",
  },
  "not-assessed": {
    label: "Not assessed",
    icon: CircleMinus,
    color: "text-faint",
    fill: "bg-sunken",
    means: "Nothing applies here, and nobody attests it",
  },
};
