import { basisWords, type Basis } from "./drawn-lines.ts";

const dashes: Record<Basis, string | undefined> = { collected: undefined, derived: "7 4", maybe: "2 4" };

/** Which line means what, of those that are drawn. */
export const GraphLegend = ({ bases, hasBroken }: { bases: readonly Basis[]; hasBroken: boolean }) => (
  <ul aria-label="Lines" className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-muted">
    {bases.map((basis) => (
      <li key={basis} className="flex items-center gap-1.5" title={basisWords[basis]}>
        <Sample dash={dashes[basis]} />
        {basis}
      </li>
    ))}
    {hasBroken && (
      <li className="flex items-center gap-1.5 text-critical">
        <Sample dash="1 5" />
        cut
      </li>
    )}
  </ul>
);

const Sample = ({ dash }: { dash: string | undefined }) => (
  <svg width="24" height="6" aria-hidden className="shrink-0">
    <path
      d="M0 3H24"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap={dash === "1 5" ? "round" : "butt"}
      {...(dash ? { strokeDasharray: dash } : {})}
    />
  </svg>
);
