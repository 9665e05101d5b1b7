import type { ReactNode } from "react";

import type { CutView, Simulation } from "#lib/contract/plans.ts";
import { counted } from "#lib/domain/counted.ts";
import { layerTitles } from "#lib/domain/layer.ts";

import { Card } from "../ui/card.tsx";
import { FromTo } from "../ui/from-to.tsx";

type Props = {
  simulation: Simulation;
  /** The smallest set, where just that is chosen. */
  cut?: CutView | undefined;
};

/** What the chosen changes come to, in numbers: beside the switches, so that each is seen to count. */
export function SimulationSummary({ simulation, cut }: Props) {
  const { broken, left, findings, cells, controls, sideEffects, layers } = simulation;
  return (
    <Card title="What would be">
      <output className="block text-sm">
        <span className="text-2xl font-semibold tabular-nums">{broken.length}</span>{" "}
        <span className="text-muted">of {counted(broken.length + left.length, "issue")} broken</span>
        {cut && <span className="mt-1 block text-xs text-muted">{boundOf(cut)}</span>}
      </output>
      <dl className="mt-3 grid grid-cols-[1fr_auto] gap-y-1.5 border-t border-line pt-3 text-sm">
        <Fact name="Findings that close">{findings.length}</Fact>
        <Fact name="Responsibilities it meets">{cells.length}</Fact>
        <Fact name="Controls that stand otherwise">{controls.length}</Fact>
        <Fact name="Access that may go">{sideEffects.length}</Fact>
      </dl>
      <dl
        aria-label="Score of each layer"
        className="mt-3 grid grid-cols-[1fr_auto] gap-y-1.5 border-t border-line pt-3 text-sm"
      >
        {layers.map(({ layer, before, after }) => (
          <Fact key={layer} name={`${layerTitles[layer]} score`}>
            {after === before ? (before ?? "none") : <FromTo from={before ?? "none"} to={after ?? "none"} />}
          </Fact>
        ))}
      </dl>
    </Card>
  );
}

const boundOf = ({ exact, lowerBound, fixes, issueCount, unbreakable }: CutView): string => {
  const rest =
    unbreakable.length > 0 ? ` No single change breaks ${counted(unbreakable.length, "issue")}.` : "";
  return exact
    ? `No fewer than ${counted(fixes.length, "change")} break all ${counted(issueCount, "issue")}.${rest}`
    : `${counted(fixes.length, "change")} break all; at least ${lowerBound} are needed.${rest}`;
};

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="contents">
    <dt className="text-muted">{name}</dt>
    <dd className="text-right tabular-nums">{children}</dd>
  </div>
);
