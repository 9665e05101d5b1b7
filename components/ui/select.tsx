"use client";
import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";

import { cn } from "./cn.ts";
import { fieldClass } from "./input.tsx";

export type SelectOption<T extends string = string> = { value: T; label: string; hint?: string };

type Props<T extends string> = {
  value: T | undefined;
  onChange: (value: T) => void;
  options: readonly SelectOption<T>[];
  placeholder?: string;
  /** Accessible name where no label element points at the control. */
  label?: string;
  id?: string;
  disabled?: boolean;
  className?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: true | undefined;
};

export function Select<T extends string>({
  value,
  onChange,
  options,
  placeholder,
  label,
  className,
  ...rest
}: Props<T>) {
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <Radix.Root value={value ?? ""} onValueChange={choose} {...(rest.disabled ? { disabled: true } : {})}>
      <Radix.Trigger
        {...rest}
        aria-label={label}
        className={cn(
          fieldClass,
          "flex h-8 items-center justify-between gap-2 data-placeholder:text-faint",
          className,
        )}
      >
        <Radix.Value placeholder={placeholder} />
        <ChevronDown className="size-3.5 shrink-0 text-muted" aria-hidden />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-80 min-w-(--radix-select-trigger-width) animate-enter overflow-hidden rounded-md bg-raised p-1 shadow-pop"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex h-7 items-center gap-2 rounded-sm pr-2 pl-7 text-sm outline-none select-none data-highlighted:bg-hover"
              >
                <Radix.ItemIndicator className="absolute left-2.5">
                  <Check className="size-3.5" aria-hidden />
                </Radix.ItemIndicator>
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.hint && <span className="ml-auto text-xs text-muted">{option.hint}</span>}
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
