"use client";
import { LogOut, Monitor, Moon, Settings, Sun, type LucideIcon } from "lucide-react";

import { useTheme, type Theme } from "../theme/use-theme.ts";
import { Avatar } from "../ui/avatar.tsx";
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from "../ui/dropdown-menu.tsx";
import { useViewer } from "./viewer.tsx";

const themeItems: readonly { theme: Theme; label: string; icon: LucideIcon }[] = [
  { theme: "system", label: "System", icon: Monitor },
  { theme: "light", label: "Light", icon: Sun },
  { theme: "dark", label: "Dark", icon: Moon },
];

export function UserMenu() {
  const { name, email, role } = useViewer();
  const [theme, setTheme] = useTheme();
  return (
    <DropdownMenu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`${name}, ${role}. Account menu`}
          className="flex h-10 shrink-0 items-center gap-2 rounded-md px-2 text-left hover:bg-hover"
        >
          <Avatar name={name} size="md" />
          <span className="min-w-0 flex-1">
            <span className="block truncate text-sm leading-4 font-medium">{name}</span>
            <span className="block truncate text-xs leading-4 text-muted first-letter:uppercase">{role}</span>
          </span>
        </button>
      }
    >
      <MenuLabel>{email}</MenuLabel>
      <MenuItem icon={Settings} href="/settings">
        Settings
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      {themeItems.map((item) => (
        <MenuItem
          key={item.theme}
          icon={item.icon}
          checked={theme === item.theme}
          onSelect={() => setTheme(item.theme)}
        >
          {item.label}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={LogOut} href="/sign-out">
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
}
