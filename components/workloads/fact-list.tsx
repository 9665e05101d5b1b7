import { Check, CircleHelp, Minus, TriangleAlert, type LucideIcon } from "lucide-react";

import type { WorkloadFact } from "#lib/contract/workload-facts.ts";

import { Sentence } from "../inventory/sentence.tsx";
import { cn } from "../ui/cn.ts";

type Standing = WorkloadFact["standing"];
const looks: Record<Standing, { icon: LucideIcon; words: string; className: string }> = {
  met: { icon: Check, words: "as it should be", className: "text-good" },
  gap: { icon: TriangleAlert, words: "to look at", className: "text-high" },
  said: { icon: Minus, words: "told, not judged", className: "text-muted" },
  unknown: { icon: CircleHelp, words: "unknown", className: "text-muted" },
};

/** Facts one below the other: what it is, how it stands, and where that comes from. */
export const FactList = ({ facts }: { facts: readonly WorkloadFact[] }) => (
  <dl className="divide-y divide-line text-sm">
    {facts.map(({ term, value, why, standing }) => (
      <div
        key={`${term} ${value}`}
        className="grid grid-cols-[8.5rem_1fr] gap-x-3 gap-y-0.5 px-4 py-2 max-sm:grid-cols-1"
      >
        <dt className="text-muted">{term}</dt>
        <dd className="min-w-0 wrap-anywhere">
          <span className="flex items-start gap-1.5">
            <StandingIcon standing={standing} />
            <span className={cn(standing === "unknown" && "text-muted italic")}>{value}</span>
          </span>
          {why && (
            <span className="mt-0.5 block pl-5 text-xs text-muted">
              <Sentence text={why} />
            </span>
          )}
        </dd>
      </div>
    ))}
  </dl>
);

function StandingIcon({ standing }: { standing: Standing }) {
  const { icon: Icon, words, className } = looks[standing];
  return (
    <>
      <Icon aria-hidden className={cn("mt-0.75 size-3.5 shrink-0", className)} />
      <span className="sr-only">{words}: </span>
    </>
  );
}

/** How many of the judged facts are as they should be, and how many are not known. */
export function scoreWords(facts: readonly Pick<WorkloadFact, "standing">[]): string {
  const count = (standing: Standing) => facts.filter((fact) => fact.standing === standing).length;
  const judged = count("met") + count("gap");
  const score = judged === 0 ? "nothing to judge" : `${count("met")} of ${judged} as they should be`;
  return count("unknown") === 0 ? score : `${score}, ${count("unknown")} unknown`;
}
