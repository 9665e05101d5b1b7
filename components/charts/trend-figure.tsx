import type { ReactNode } from "react";

type Props = {
  /** How many days have been recorded. */
  dayCount: number;
  chart: ReactNode;
  /** What the chart shows, and what the caption says of it: for those who cannot see it. */
  label: string;
  caption: ReactNode;
  children?: ReactNode;
};

/** A course of days once there are two of them, and under it where it stands now. */
export const TrendFigure = ({ dayCount, chart, label, caption, children }: Props) => (
  <figure className="flex flex-col gap-2">
    {dayCount > 1 ? (
      <div className="h-48" aria-hidden>
        {chart}
      </div>
    ) : (
      <p className="py-4 text-sm text-muted">
        One day has been recorded so far; the course begins with the second.
      </p>
    )}
    <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      <span className="sr-only">{label}</span>
      {caption}
    </figcaption>
    {dayCount > 1 && children}
  </figure>
);
