"use client";
import { useMutation } from "@tanstack/react-query";
import { ChevronsUpDown } from "lucide-react";

import { send } from "../api/fetch-json.ts";
import { NacreMark } from "../brand/nacre-mark.tsx";
import { DropdownMenu, MenuItem, MenuLabel } from "../ui/dropdown-menu.tsx";
import { useViewer } from "./viewer.tsx";

export function OrganizationSwitcher() {
  const { organization, organizations } = useViewer();
  const change = useMutation({
    mutationFn: (organizationId: string) => send("PUT", "/api/v1/session/organization", { organizationId }),
    // Everything on the page belongs to the organization left behind.
    onSuccess: () => location.assign("/"),
  });
  return (
    <DropdownMenu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Organization: ${organization.name}. Change organization`}
          className="flex h-9 shrink-0 items-center gap-2 rounded-md px-2 text-left hover:bg-hover"
        >
          <NacreMark />
          <span className="min-w-0 flex-1 truncate text-sm font-semibold">{organization.name}</span>
          <ChevronsUpDown className="size-3.5 text-faint" aria-hidden />
        </button>
      }
    >
      <MenuLabel>Organizations</MenuLabel>
      {organizations.map(({ id, name }) => (
        <MenuItem
          key={id}
          checked={id === organization.id}
          onSelect={() => id !== organization.id && change.mutate(id)}
        >
          {name}
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}
