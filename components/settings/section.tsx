import type { ReactNode } from "react";

type Props = { title: string; summary: ReactNode; action?: ReactNode; children: ReactNode };

/** One settings page: what it is about, what can be done, and its content. */
export const Section = ({ title, summary, action, children }: Props) => (
  <section aria-labelledby="settings-section" className="max-w-5xl px-4 py-5 sm:px-6">
    <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
      <div className="min-w-0 flex-1">
        <h2 id="settings-section" className="text-base font-semibold">
          {title}
        </h2>
        <p className="mt-0.5 max-w-2xl text-sm text-muted">{summary}</p>
      </div>
      {action}
    </div>
    {children}
  </section>
);
