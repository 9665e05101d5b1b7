import { ChevronRight } from "lucide-react";
import Link from "next/link";

export type Crumb = { label: string; href: string };

/** The way down to this page; its own name is the title that follows. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex flex-wrap items-center gap-1 text-sm text-muted">
        {crumbs.map((crumb, index) => (
          <li key={crumb.href} className="flex items-center gap-1">
            {index > 0 && <ChevronRight className="size-3 text-faint" aria-hidden />}
            <Link href={crumb.href} className="inline-flex min-h-6 items-center rounded-sm hover:text-text">
              {crumb.label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
