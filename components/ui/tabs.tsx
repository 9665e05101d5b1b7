"use client";
import { Tabs as Radix } from "radix-ui";
import { useEffect, useRef, type ReactNode } from "react";

import { cn } from "./cn.ts";

export type Tab<T extends string = string> = {
  id: T;
  label: string;
  count?: number | undefined;
  content: ReactNode;
};

type Props<T extends string> = {
  label: string;
  tabs: readonly Tab<T>[];
  value: T;
  onChange: (id: T) => void;
  className?: string;
};

export function Tabs<T extends string>({ label, tabs, value, onChange, className }: Props<T>) {
  const choose = (id: string) => {
    const tab = tabs.find((candidate) => candidate.id === id);
    if (tab) onChange(tab.id);
  };
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (list.current) showActive(list.current);
  }, [value]);
  return (
    <Radix.Root value={value} onValueChange={choose} className={className}>
      <Radix.List
        ref={list}
        aria-label={label}
        className="scroll-thin flex gap-4 overflow-x-auto border-b border-line px-4 sm:px-6"
      >
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.id} value={tab.id} className={tabClass}>
            {tab.label}
            {tab.count !== undefined && <span className="text-xs text-muted">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.id} value={tab.id} className="focus-visible:outline-offset-[-2px]">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

/** Moves the row of tabs alone, never the page: on a narrow screen the address may open one that is out of sight. */
function showActive(list: HTMLElement): void {
  const active = list.querySelector('[data-state="active"]')?.getBoundingClientRect();
  if (!active) return;
  const { left, right } = list.getBoundingClientRect();
  if (active.left < left) list.scrollLeft -= left - active.left + besidePixels;
  else if (active.right > right) list.scrollLeft += active.right - right + besidePixels;
}

/** So that a part of the next one shows that there is more. */
const besidePixels = 24;

const tabClass = cn(
  "-mx-1 -mb-px flex h-9 shrink-0 px-1 outline-offset-[-2px] items-center gap-1.5 border-b-2 border-transparent text-sm text-muted hover:text-text",
  "data-[state=active]:border-text data-[state=active]:font-medium data-[state=active]:text-text",
);
