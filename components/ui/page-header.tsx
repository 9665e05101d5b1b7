import type { ReactNode } from "react";

import { Breadcrumb, type Crumb } from "./breadcrumb.tsx";

type Props = {
  title: string;
  crumbs?: readonly Crumb[];
  /** One line under the title: the answer to the page's question. */
  summary?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
};

export function PageHeader({ title, crumbs, summary, actions, children }: Props) {
  return (
    <header className="flex flex-col gap-1 px-4 pt-4 pb-3 sm:px-6">
      {crumbs && <Breadcrumb crumbs={crumbs} />}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 sm:flex-nowrap">
        <h1 className="max-w-4xl text-lg font-semibold text-pretty wrap-anywhere">{title}</h1>
        {actions && (
          <div className="flex shrink-0 flex-wrap items-center gap-2" data-print="hide">
            {actions}
          </div>
        )}
      </div>
      {summary && <div className="max-w-4xl text-sm text-muted">{summary}</div>}
      {children}
    </header>
  );
}
