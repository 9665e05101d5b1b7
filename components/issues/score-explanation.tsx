import type { IssueDetail } from "#lib/contract/issues.ts";

import { Card } from "../ui/card.tsx";
import { factorTitles } from "./factor-titles.ts";
import { scoreBars } from "./score-bars.ts";
import { ScoreCourse } from "./score-course.tsx";
import { Score } from "./score.tsx";

/** Why this score: points that add up, each with its reason. */
export function ScoreExplanation({
  issue: { because, score, severity, scoreHistory },
}: {
  issue: IssueDetail;
}) {
  return (
    <Card title="Why this score">
      <ul className="flex flex-col gap-2.5 text-sm">
        {scoreBars(because).map(({ factor, points, text, left, width }) => (
          <li key={`${factor} ${text}`} className="flex flex-col gap-1">
            <span className="flex items-baseline justify-between gap-3">
              <span>
                <span className="font-medium">{factorTitles[factor]}</span>{" "}
                <span className="text-muted">{text}</span>
              </span>
              <span className="font-semibold whitespace-nowrap">
                {points >= 0 ? `+${points}` : `−${-points}`}
              </span>
            </span>
            <span aria-hidden className="relative h-1 overflow-hidden rounded-full bg-line">
              <span
                className="absolute inset-y-0 rounded-full bg-text"
                style={{ left: `${left}%`, width: `${width}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-3 flex items-baseline justify-between border-t border-line pt-3 text-sm">
        <span className="font-medium">Score</span>
        <Score score={score} severity={severity} />
      </p>
      <ScoreCourse history={scoreHistory} />
    </Card>
  );
}
