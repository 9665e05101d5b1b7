import { cn } from "./cn.ts";

export function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return picked.map((word) => (word ?? "?").slice(0, 1).toUpperCase()).join("");
}

type Props = { name: string; size?: "sm" | "md"; square?: boolean; className?: string };

/** Decorative: always beside the name it stands for. */
export const Avatar = ({ name, size = "sm", square, className }: Props) => (
  <span
    aria-hidden
    className={cn(
      "inline-flex shrink-0 items-center justify-center border border-line bg-hover font-medium text-muted",
      size === "sm" ? "size-5 text-[10px]" : "size-6 text-xs",
      square ? "rounded-sm" : "rounded-full",
      className,
    )}
  >
    {initialsOf(name)}
  </span>
);

export const Person = ({ name }: { name: string }) => (
  <span className="inline-flex max-w-full min-w-0 items-center gap-1.5 align-middle">
    <Avatar name={name} />
    <span className="truncate">{name}</span>
  </span>
);
