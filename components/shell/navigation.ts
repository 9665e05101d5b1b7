import {
  BookCheck,
  Boxes,
  ClipboardCheck,
  FileInput,
  Gauge,
  Grid3x3,
  History,
  ListTodo,
  Milestone,
  Plug,
  Route,
  Settings,
  ShieldAlert,
  Sparkles,
  Telescope,
  type LucideIcon,
} from "lucide-react";

import type { Permission } from "#lib/domain/permission.ts";

export type Destination = {
  title: string;
  href: string;
  icon: LucideIcon;
  /** Pressed after `g`. */
  key: string;
  needs: Permission;
  group: "posture" | "work" | "estate" | "system";
};

export const destinations: readonly Destination[] = [
  { title: "Overview", href: "/overview", icon: Gauge, key: "o", needs: "issue:read", group: "posture" },
  {
    title: "Workloads",
    href: "/workloads",
    icon: Sparkles,
    key: "w",
    needs: "workload:read",
    group: "posture",
  },
  { title: "Issues", href: "/issues", icon: Route, key: "i", needs: "issue:read", group: "posture" },
  {
    title: "Findings",
    href: "/findings",
    icon: ShieldAlert,
    key: "f",
    needs: "finding:read",
    group: "posture",
  },
  {
    title: "Responsibility",
    href: "/responsibility",
    icon: Grid3x3,
    key: "r",
    needs: "responsibility:read",
    group: "work",
  },
  {
    title: "Compliance",
    href: "/compliance",
    icon: ClipboardCheck,
    key: "c",
    needs: "compliance:read",
    group: "work",
  },
  {
    title: "Remediation",
    href: "/remediation",
    icon: ListTodo,
    key: "m",
    needs: "assignment:read",
    group: "work",
  },
  { title: "Plans", href: "/plans", icon: Milestone, key: "p", needs: "work:read-all", group: "work" },
  { title: "Inventory", href: "/inventory", icon: Boxes, key: "n", needs: "inventory:read", group: "estate" },
  {
    title: "Explorer",
    href: "/explorer",
    icon: Telescope,
    key: "e",
    needs: "inventory:read",
    group: "estate",
  },
  {
    title: "Connections",
    href: "/connections",
    icon: Plug,
    key: "t",
    needs: "connection:read",
    group: "estate",
  },
  { title: "Imports", href: "/imports", icon: FileInput, key: "u", needs: "finding:read", group: "estate" },
  { title: "Changes", href: "/changes", icon: History, key: "d", needs: "work:read-all", group: "estate" },
  { title: "Checks", href: "/checks", icon: BookCheck, key: "h", needs: "finding:read", group: "estate" },
  { title: "Settings", href: "/settings", icon: Settings, key: "s", needs: "finding:read", group: "system" },
];

export const isUnder = (pathname: string, href: string): boolean =>
  pathname === href || pathname.startsWith(`${href}/`);
