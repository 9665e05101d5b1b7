"use client";
import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Box, FileWarning, Plug, Route, ShieldAlert, Sparkles, type LucideIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { useDeferredValue, useState } from "react";

import type { SearchKind } from "#lib/contract/search.ts";

import { useShortcut } from "../keyboard/shortcuts.tsx";
import { destinations } from "../shell/navigation.ts";
import { useViewer } from "../shell/viewer.tsx";
import { useTheme, themes } from "../theme/use-theme.ts";
import { useFocusReturn } from "../ui/use-focus-return.ts";
import { searchHref, searchKindTitles, searchQuery } from "./search-query.ts";

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

const kindIcons: Record<SearchKind, LucideIcon> = {
  workload: Sparkles,
  issue: Route,
  finding: ShieldAlert,
  resource: Box,
  check: FileWarning,
  connection: Plug,
};

/** Pages, actions, and everything the server finds. */
export function CommandPalette({ open, onOpenChange }: Props) {
  useShortcut({ keys: "mod+k", label: "Search and commands", group: "General" }, () => onOpenChange(!open));
  const { rememberOpener, onCloseAutoFocus } = useFocusReturn();
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/40%)]" />
        <Dialog.Content
          aria-describedby={undefined}
          data-modal
          onOpenAutoFocus={rememberOpener}
          onCloseAutoFocus={onCloseAutoFocus}
          className="fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-xl -translate-x-1/2 animate-enter overflow-hidden rounded-lg bg-raised shadow-pop"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <PaletteBody onDone={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody({ onDone }: { onDone: () => void }) {
  const router = useRouter();
  const { permissions } = useViewer();
  const [, setTheme] = useTheme();
  const [text, setText] = useState("");
  const query = useDeferredValue(text.trim());
  const { data, isFetching, isError } = useQuery(searchQuery(query));
  const go = (href: string) => () => {
    onDone();
    router.push(href);
  };
  const found =
    query.length >= 2 ? Map.groupBy(data?.items ?? [], ({ kind }) => kind) : new Map<never, never>();
  return (
    // Its own Ctrl+K would move the choice up instead of closing the palette.
    <Command loop vimBindings={false} label="Search and commands">
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Search workloads, resources, findings, or go to a page"
        className="h-11 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-faint"
      />
      <Command.List className="scroll-thin max-h-96 overflow-y-auto p-1.5">
        {isError && query.length >= 2 && (
          <output className="block px-2 py-1.5 text-xs text-muted">
            Search is not answering; only pages and commands are listed.
          </output>
        )}
        <Command.Empty className="px-3 py-8 text-center text-sm text-muted">
          {emptyMessage({ isFetching, isError, query })}
        </Command.Empty>
        {[...found].map(([kind, items]) => (
          <Group key={kind} heading={searchKindTitles[kind]}>
            {items.map((item) => (
              <Item
                key={item.id}
                // The server already matched; the text keeps it in the list whatever cmdk thinks.
                value={`${item.kind} ${item.id} ${item.title} ${query}`}
                icon={kindIcons[item.kind]}
                title={item.title}
                detail={item.detail}
                onSelect={go(searchHref(item.kind, item.id))}
              />
            ))}
          </Group>
        ))}
        <Group heading="Go to">
          {destinations
            .filter(({ needs }) => permissions.includes(needs))
            .map(({ href, title, icon, key }) => (
              <Item
                key={href}
                value={title}
                icon={icon}
                title={title}
                detail={`G ${key.toUpperCase()}`}
                onSelect={go(href)}
              />
            ))}
        </Group>
        <Group heading="Theme">
          {themes.map((theme) => (
            <Item
              key={theme}
              value={`Theme ${theme}`}
              title={`Use the ${theme} theme`}
              onSelect={() => {
                setTheme(theme);
                onDone();
              }}
            />
          ))}
        </Group>
      </Command.List>
    </Command>
  );
}

function emptyMessage({
  isFetching,
  isError,
  query,
}: {
  isFetching: boolean;
  isError: boolean;
  query: string;
}) {
  if (isFetching) return "Searching…";
  if (isError) return "Nothing here is called so either.";
  return `Nothing is called “${query}”. Try part of a name or an identifier.`;
}

const Group = ({ heading, children }: { heading: string; children: React.ReactNode }) => (
  <Command.Group
    heading={heading}
    className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
  >
    {children}
  </Command.Group>
);

type ItemProps = { value: string; icon?: LucideIcon; title: string; detail?: string; onSelect: () => void };

const Item = ({ value, icon: Icon, title, detail, onSelect }: ItemProps) => (
  <Command.Item
    value={value}
    onSelect={onSelect}
    className="flex h-8 items-center gap-2.5 rounded-md px-2 text-sm data-[selected=true]:bg-hover"
  >
    {Icon ? <Icon className="size-4 shrink-0 text-muted" aria-hidden /> : <span className="w-4" />}
    <span className="truncate">{title}</span>
    {detail && <span className="ml-auto shrink-0 truncate pl-4 text-xs text-muted">{detail}</span>}
  </Command.Item>
);
