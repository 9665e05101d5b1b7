"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";

import { cn } from "../ui/cn.ts";
import { destinations, isUnder } from "./navigation.ts";
import { useViewer } from "./viewer.tsx";

export function SidebarNav({ onNavigate }: { onNavigate: () => void }) {
  const pathname = usePathname();
  const { permissions } = useViewer();
  const reachable = destinations.filter(({ needs }) => permissions.includes(needs));
  return (
    <nav aria-label="Main" className="scroll-thin min-h-0 flex-1 overflow-y-auto">
      {[...Map.groupBy(reachable, ({ group }) => group)].map(([group, members]) => (
        <ul key={group} className="mb-3 flex flex-col gap-px">
          {members.map(({ href, title, icon: Icon, key }) => (
            <li key={href}>
              <Link
                href={href}
                onClick={onNavigate}
                aria-current={isUnder(pathname, href) ? "page" : undefined}
                aria-keyshortcuts={`g ${key}`}
                className={cn(
                  "group flex h-7.5 items-center gap-2.5 rounded-md px-2 text-sm text-muted hover:bg-hover hover:text-text",
                  isUnder(pathname, href) && "bg-hover font-medium text-text",
                )}
              >
                <Icon className="size-4 shrink-0" aria-hidden />
                <span className="flex-1">{title}</span>
                <kbd aria-hidden className="hidden font-sans text-xs text-faint group-hover:inline">
                  G {key.toUpperCase()}
                </kbd>
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}
