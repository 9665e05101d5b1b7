import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";

/** What something was and what it is, or would be. An icon, as not every font has an arrow. */
export const FromTo = ({ from, to }: { from: ReactNode; to: ReactNode }) => (
  <span className="inline-flex items-center gap-1.5 whitespace-nowrap tabular-nums">
    <span className="text-muted">{from}</span>
    <ArrowRight aria-hidden className="size-3 text-faint" />
    <span className="sr-only"> to </span>
    <span className="font-medium text-text">{to}</span>
  </span>
);
