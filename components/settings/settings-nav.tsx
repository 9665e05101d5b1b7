"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";

import type { Permission } from "#lib/domain/permission.ts";

import { useViewer } from "../shell/viewer.tsx";
import { cn } from "../ui/cn.ts";

const sections: readonly { href: string; title: string; needs: Permission | null }[] = [
  { href: "/settings/organization", title: "Organization", needs: null },
  { href: "/settings/people", title: "People", needs: "people:read" },
  { href: "/settings/teams", title: "Teams", needs: "people:read" },
  { href: "/settings/tokens", title: "Tokens", needs: "token:read" },
  { href: "/settings/score", title: "Score", needs: "issue:read" },
  { href: "/settings/checks", title: "Checks", needs: "finding:read" },
  { href: "/settings/sessions", title: "Sessions", needs: null },
  { href: "/settings/audit", title: "Audit log", needs: "audit:read" },
];

export function SettingsNav() {
  const pathname = usePathname();
  const { permissions } = useViewer();
  const reachable = sections.filter(({ needs }) => needs === null || permissions.includes(needs));
  return (
    <nav aria-label="Settings" className="border-b border-line">
      <ul className="scroll-thin flex gap-x-4 overflow-x-auto px-4 max-sm:flex-wrap sm:px-6">
        {reachable.map(({ href, title }) => (
          <li key={href} className="shrink-0">
            <Link
              href={href}
              aria-current={pathname === href ? "page" : undefined}
              className={cn(
                "-mb-px flex h-9 items-center border-b-2 border-transparent text-sm text-muted hover:text-text",
                pathname === href && "border-text font-medium text-text",
              )}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
