"use client";
import { Switch as Radix } from "radix-ui";

type Props = { checked: boolean; onChange: (checked: boolean) => void; label: string; disabled?: boolean };

export const Switch = ({ checked, onChange, label, disabled = false }: Props) => (
  <Radix.Root
    checked={checked}
    onCheckedChange={onChange}
    disabled={disabled}
    aria-label={label}
    className="inline-flex h-6 w-10 shrink-0 items-center rounded-full border border-line-strong bg-sunken px-0.5 transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent"
  >
    <Radix.Thumb className="size-4 rounded-full bg-line-strong transition-transform data-[state=checked]:translate-x-4.5 data-[state=checked]:bg-on-accent" />
  </Radix.Root>
);
