import type { RankedFix } from "#lib/contract/issues.ts";
import { counted } from "#lib/domain/counted.ts";

import { Effort } from "../issues/fixes-table.tsx";
import { Switch } from "../ui/switch.tsx";

type Props = {
  fixes: readonly RankedFix[];
  chosen: readonly string[];
  /** Who has most of the issues that a change breaks, where that is known. */
  ownerOf: (fixId: string) => string | undefined;
  onChoose: (ids: readonly string[]) => void;
};

/** The changes that break something, each with a switch. */
export function ChangeSwitches({ fixes, chosen, ownerOf, onChoose }: Props) {
  return (
    <ul className="scroll-thin max-h-104 divide-y divide-line overflow-y-auto">
      {fixes.map(({ id, change, breaks, effort }) => (
        <li key={id} className="flex items-start gap-3 px-4 py-2.5 text-sm">
          <Switch
            label={`Simulate: ${change}`}
            checked={chosen.includes(id)}
            onChange={(on) => onChoose(on ? [...chosen, id] : chosen.filter((other) => other !== id))}
          />
          <span className="flex min-w-0 flex-1 flex-col gap-1 sm:flex-row sm:gap-3">
            <span className="min-w-0 flex-1">{change}</span>
            <span className="flex shrink-0 flex-wrap items-center gap-3 self-start text-xs text-muted">
              {ownerOf(id)}
              <span>{counted(breaks.length, "issue")}</span> <Effort effort={effort} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
