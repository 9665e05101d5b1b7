"use client";
import { Menu, Search } from "lucide-react";
import Link from "next/link";
import { useState, type ReactNode } from "react";

import { NacreMark } from "../brand/nacre-mark.tsx";
import { ShortcutSheet } from "../keyboard/shortcut-sheet.tsx";
import { CommandPalette } from "../palette/command-palette.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { GoShortcuts } from "./go-shortcuts.tsx";
import { MomentBanner, useKeepMoment } from "./moment-banner.tsx";
import { MomentControl, type Moment } from "./moment-control.tsx";
import { OrganizationSwitcher } from "./organization-switcher.tsx";
import { SidebarNav } from "./sidebar-nav.tsx";
import { UserMenu } from "./user-menu.tsx";
import { ViewerProvider, type Viewer } from "./viewer.tsx";

type Props = { viewer: Viewer; moment?: Moment; children: ReactNode };

export function Shell({ viewer, moment = present, children }: Props) {
  const keepMoment = useKeepMoment(moment.at);
  const [menuOpen, setMenuOpen] = useState(false);
  const [paletteOpen, setPaletteOpen] = useState(false);
  const openPalette = () => {
    setMenuOpen(false);
    setPaletteOpen(true);
  };
  const navigation = (
    <>
      <OrganizationSwitcher />
      <SearchButton onClick={openPalette} />
      <MomentControl moment={moment} />
      <SidebarNav onNavigate={() => setMenuOpen(false)} />
      <UserMenu />
    </>
  );
  return (
    <ViewerProvider viewer={viewer}>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1.5 text-sm text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <div className="flex min-h-dvh flex-col lg:h-dvh lg:flex-row" onClickCapture={keepMoment}>
        <header
          data-shell="topbar"
          className="flex h-12 items-center gap-2 border-b border-line px-2 lg:hidden"
        >
          <IconButton icon={Menu} label="Open the menu" onClick={() => setMenuOpen(true)} />
          <Link href="/overview" className="flex min-h-8 flex-1 items-center gap-2 font-semibold">
            <NacreMark />
            Nacre
          </Link>
          <IconButton icon={Search} label="Search" onClick={openPalette} />
        </header>
        <aside
          data-shell="sidebar"
          className="hidden w-56 shrink-0 flex-col border-r border-line p-2 lg:flex"
        >
          {navigation}
        </aside>
        <Sheet open={menuOpen} onOpenChange={setMenuOpen} title="Menu" side="left" toolbar={<NacreMark />}>
          <div className="flex h-full flex-col p-2">{navigation}</div>
        </Sheet>
        <main id="main" tabIndex={-1} className="scroll-thin min-w-0 flex-1 outline-none lg:overflow-y-auto">
          {moment.at !== null && <MomentBanner at={moment.at} />}
          {children}
        </main>
      </div>
      <GoShortcuts />
      <CommandPalette open={paletteOpen} onOpenChange={setPaletteOpen} />
      <ShortcutSheet />
    </ViewerProvider>
  );
}

const present: Moment = { at: null, from: null, lastSyncAt: null };

const SearchButton = ({ onClick }: { onClick: () => void }) => (
  <button
    type="button"
    onClick={onClick}
    className="mt-2 mb-1.5 flex h-8 shrink-0 items-center gap-2 rounded-md border border-line bg-surface px-2 text-sm text-muted hover:bg-hover"
  >
    <Search className="size-3.5" aria-hidden />
    <span className="flex-1 text-left">Search</span>
    <Kbd keys="Mod K" />
  </button>
);
