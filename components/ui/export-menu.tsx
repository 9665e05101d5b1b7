"use client";
import { Download } from "lucide-react";

import { atPageMoment } from "../api/page-moment.ts";
import { Button } from "./button.tsx";
import { DropdownMenu, MenuItem, MenuLabel } from "./dropdown-menu.tsx";

type Props = { label: string; files: readonly { label: string; href: string }[] };

/** Files to take away, as of the moment that the page shows. */
export const ExportMenu = ({ label, files }: Props) => (
  <DropdownMenu
    trigger={
      <Button variant="secondary" size="sm">
        <Download aria-hidden />
        Export
      </Button>
    }
  >
    <MenuLabel>{label}</MenuLabel>
    {files.map((file) => (
      <MenuItem key={file.href} download href={atPageMoment(file.href)}>
        {file.label}
      </MenuItem>
    ))}
  </DropdownMenu>
);
