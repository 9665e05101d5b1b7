"use client";
import { useQueryStates } from "nuqs";

import {
  responsibilityFilterParsers,
  type ResponsibilityFilters as Filters,
  type ResponsibilityMatrix,
} from "#lib/contract/responsibility.ts";
import { cellStatuses, parties, partyTitles } from "#lib/domain/responsibility-model.ts";

import { FacetPopover, type Facet } from "../data-table/facet-popover.tsx";
import { onesOf } from "../data-table/filter-text.ts";
import { ScopeChip } from "../data-table/scope-chip.tsx";
import { Button } from "../ui/button.tsx";
import { statusMarks } from "./cell-looks.ts";

type Question = { label: string; asked: Pick<Filters, "party" | "status"> };
const questions: readonly Question[] = [
  {
    label: "Ours and not met",
    asked: { party: ["customer", "shared"], status: ["gap", "unproved", "unknown"] },
  },
  { label: "Nobody proved", asked: { party: [], status: ["unproved"] } },
];
const nothingAsked = { party: null, status: null } as const;

/** The questions most often asked of the matrix, the two facets, and how much of it they leave. */
export function ResponsibilityFilters({ matrix }: { matrix: ResponsibilityMatrix | undefined }) {
  const [filters, setFilters] = useQueryStates(responsibilityFilterParsers);
  const facets = facetsOf(matrix);
  const isAsked = ({ asked }: Question) =>
    filters.party.join() === asked.party.join() && filters.status.join() === asked.status.join();
  const lately = filters.changed !== null;
  const isFiltered = filters.party.length > 0 || filters.status.length > 0 || lately;
  return (
    <search className="flex flex-wrap items-center gap-1.5 border-b border-line px-4 pb-3 sm:px-6">
      {questions.map((question) => (
        <Button
          key={question.label}
          size="sm"
          aria-pressed={isAsked(question)}
          variant={isAsked(question) ? "primary" : "secondary"}
          onClick={() => void setFilters(isAsked(question) ? nothingAsked : question.asked)}
        >
          {question.label}
        </Button>
      ))}
      <Button
        size="sm"
        aria-pressed={lately}
        variant={lately ? "primary" : "secondary"}
        onClick={() => void setFilters({ changed: lately ? null : "30d" })}
      >
        Changed in {filters.changed ? Number.parseInt(filters.changed, 10) : 30} days
      </Button>
      <FacetPopover
        facet={facets.party}
        chosen={filters.party}
        onChange={(chosen) => void setFilters({ party: onesOf(parties, chosen) })}
      />
      <FacetPopover
        facet={facets.status}
        chosen={filters.status}
        onChange={(chosen) => void setFilters({ status: onesOf(cellStatuses, chosen) })}
      />
      {filters.workload && (
        <ScopeChip label="One workload" onRemove={() => void setFilters({ workload: "" })} />
      )}
      {isFiltered && (
        <>
          <output className="px-1 text-xs text-muted">{matrix && meantOf(matrix)}</output>
          <Button
            size="sm"
            variant="ghost"
            onClick={() => void setFilters({ ...nothingAsked, changed: null })}
          >
            Clear
          </Button>
        </>
      )}
    </search>
  );
}

function meantOf({ workloads }: ResponsibilityMatrix): string {
  const cells = workloads.flatMap((workload) => workload.cells);
  const meant = cells.filter(({ admitted }) => admitted).length;
  if (meant === 0) return "None matches";
  return `${meant.toLocaleString("en")} of ${cells.length.toLocaleString("en")}`;
}

const facetsOf = (matrix: ResponsibilityMatrix | undefined): { party: Facet; status: Facet } => ({
  party: {
    id: "party",
    label: "Accountable",
    options: parties.map((value) => ({ value, label: partyTitles[value] })),
    counts: matrix?.byParty ?? {},
  },
  status: {
    id: "status",
    label: "Status",
    options: cellStatuses.map((value) => ({ value, label: statusMarks[value].label })),
    counts: matrix?.byStatus ?? {},
  },
});
