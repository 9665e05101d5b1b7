import type { CheckView } from "#lib/contract/checks.ts";
import { providerTitles } from "#lib/domain/provider.ts";

import type { Column } from "../data-table/column.ts";
import { LayerLabel } from "../layer-strip/layer-look.tsx";
import { SeverityBadge } from "../ui/severity-badge.tsx";
import { OutcomeBar } from "./outcome-bar.tsx";

export const checksColumns: readonly Column<CheckView>[] = [
  {
    id: "severity",
    header: "Severity",
    width: 108,
    cell: ({ severity }) => <SeverityBadge severity={severity} />,
  },
  {
    id: "title",
    header: "Check",
    width: 300,
    grows: true,
    cell: ({ title, id }) => <span title={`${title} (${id})`}>{title}</span>,
  },
  { id: "layer", header: "Layer", width: 108, cell: ({ layer }) => <LayerLabel layer={layer} /> },
  {
    id: "clouds",
    header: "Clouds",
    width: 180,
    cell: ({ providers }) => providers.map((provider) => providerTitles[provider]).join(", "),
  },
  { id: "outcomes", header: "Outcomes", width: 240, cell: (check) => <OutcomeBar check={check} /> },
];

export const CheckCard = ({ check }: { check: CheckView }) => (
  <>
    <span className="line-clamp-1 text-sm font-medium">{check.title}</span>
    <span className="flex items-center gap-3 text-xs text-muted">
      <SeverityBadge severity={check.severity} className="text-xs" />
      <LayerLabel layer={check.layer} />
      <span>
        {[
          counts(check.failCount, "fail"),
          counts(check.passCount, "pass"),
          counts(check.unknownCount, "unknown"),
        ]
          .filter(Boolean)
          .join(", ") || "Applies to nothing here"}
      </span>
    </span>
  </>
);

const counts = (count: number, outcome: string): string | false =>
  count > 0 && `${count.toLocaleString("en")} ${outcome}`;
