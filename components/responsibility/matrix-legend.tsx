import { cellStatuses, parties, partyTitles } from "#lib/domain/responsibility-model.ts";

import { cn } from "../ui/cn.ts";
import { partyFills, statusMarks } from "./cell-looks.ts";

/** How to read a cell: fill is who, mark is whether, dot is a person's decision. */
export const MatrixLegend = () => (
  <dl className="flex flex-wrap gap-x-8 gap-y-1.5 px-4 py-2 text-xs text-muted sm:px-6">
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <dt className="font-medium text-text">Accountable</dt>
      {parties.map((party) => (
        <dd key={party} className="flex items-center gap-1.5">
          <span aria-hidden className={cn("h-4 w-7 rounded-sm border", partyFills[party])} />
          {partyTitles[party]}
        </dd>
      ))}
    </div>
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <dt className="font-medium text-text">Status</dt>
      {cellStatuses.map((status) => {
        const { icon: Icon, color, label } = statusMarks[status];
        return (
          <dd key={status} className="flex items-center gap-1.5">
            <Icon className={cn("size-4", color)} aria-hidden />
            {label}
          </dd>
        );
      })}
      <dd className="flex items-center gap-1.5">
        <span aria-hidden className="size-1.5 rounded-full bg-text" />
        Decided by a person
      </dd>
    </div>
  </dl>
);
