import type { IssueDetail } from "#lib/contract/issues.ts";

import { formatDay } from "../ui/format-time.ts";

/** How the score went, as steps; said in words for those who do not see it. */
export function ScoreCourse({ history }: { history: IssueDetail["scoreHistory"] }) {
  const [first, ...later] = history;
  const last = history.at(-1);
  if (!first || !last || later.length === 0) return null;
  const from = Date.parse(first.at);
  const span = Math.max(1, Date.parse(last.at) - from);
  const x = (at: string) => ((Date.parse(at) - from) / span) * 200;
  const y = (score: number) => 32 - score * 0.32;
  const line = history
    .map(
      ({ at, score }, index) =>
        `${index === 0 ? "M" : "H"}${x(at)}${index === 0 ? ` ${y(score)}` : ` V${y(score)}`}`,
    )
    .join(" ");
  return (
    <figure className="mt-3 flex items-center gap-3 text-xs text-muted">
      <svg viewBox="0 0 200 32" preserveAspectRatio="none" className="h-8 flex-1" aria-hidden>
        <path
          d={line}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption>
        {first.score} on {formatDay(new Date(first.at))}, {last.score} since {formatDay(new Date(last.at))}
      </figcaption>
    </figure>
  );
}
