import { CircleCheck, CircleDot, PlugZap, RotateCcw, type LucideIcon } from "lucide-react";
import Link from "next/link";

import { EmptyState } from "../ui/empty-state.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import type { Change } from "./what-changed.ts";

const icons: Record<Change["kind"], { icon: LucideIcon; color: string }> = {
  "issue-opened": { icon: CircleDot, color: "text-critical" },
  "issue-reopened": { icon: RotateCcw, color: "text-high" },
  "issue-resolved": { icon: CircleCheck, color: "text-good" },
  "sync-incomplete": { icon: PlugZap, color: "text-medium" },
};

export function ChangeList({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <EmptyState title="Nothing changed in 7 days" />;
  return (
    <ul className="divide-y divide-line text-sm">
      {changes.map(({ id, kind, at, title, detail, href }) => {
        const { icon: Icon, color } = icons[kind];
        return (
          <li key={`${kind} ${id}`}>
            <Link href={href} className="flex gap-2.5 px-4 py-2 outline-offset-[-2px] hover:bg-hover">
              <Icon className={`mt-0.5 size-4 shrink-0 ${color}`} aria-hidden />
              <span className="min-w-0 flex-1">
                <span className="sm:line-clamp-3 text-pretty">{title}</span>
                <span className="text-xs text-muted">
                  {detail}, <RelativeTime at={at} />
                </span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
