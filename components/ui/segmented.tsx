"use client";
import type { LucideIcon } from "lucide-react";
import { ToggleGroup } from "radix-ui";

type Props<T extends string> = {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: string; icon?: LucideIcon }[];
};

/** One of a few, all in sight. */
export function Segmented<T extends string>({ label, value, onChange, options }: Props<T>) {
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      onValueChange={choose}
      aria-label={label}
      className="inline-flex h-7 items-center rounded-md border border-line bg-sunken p-0.5"
    >
      {options.map(({ value: option, label: text, icon: Icon }) => (
        <ToggleGroup.Item
          key={option}
          value={option}
          className="inline-flex h-6 items-center gap-1.5 rounded-sm px-2 text-xs text-muted hover:text-text data-[state=on]:bg-raised data-[state=on]:font-medium data-[state=on]:text-text data-[state=on]:ring-1 data-[state=on]:ring-line"
        >
          {Icon && <Icon className="size-3.5" aria-hidden />}
          {text}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
