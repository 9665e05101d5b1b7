"use client";
import { Check, Copy } from "lucide-react";

import { useCopied } from "./copyable.tsx";
import { cn } from "./cn.ts";
import { IconButton } from "./icon-button.tsx";

type Props = {
  code: string;
  language: string;
  label?: string;
  /** Lines, from 1, that carry the failing value. */ marked?: readonly number[];
  className?: string;
};

const noLines: readonly number[] = [];

export function CodeBlock({ code, language, label, marked = noLines, className }: Props) {
  const [copied, copy] = useCopied();
  // A command is one long line; what has lines of its own keeps them.
  const lineClass = cn("block px-3", language === "shell" && "wrap-break-word whitespace-pre-wrap");
  return (
    <figure className={cn("overflow-hidden rounded-md border border-line bg-sunken", className)}>
      <figcaption className="flex h-8 items-center justify-between border-b border-line pr-1 pl-3 text-xs text-muted">
        {label ?? language}
        <IconButton
          icon={copied ? Check : Copy}
          label={copied ? "Copied" : `Copy ${label ?? language}`}
          size="sm"
          onClick={() => copy(code)}
        />
      </figcaption>
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrollable region must be reachable by keyboard
        tabIndex={0}
        className="scroll-thin max-h-96 overflow-auto py-2 font-mono text-xs leading-5"
        data-language={language}
      >
        {code.split("\n").map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines have no other identity
          <code key={index} className={cn(lineClass, marked.includes(index + 1) && "bg-critical/12")}>
            {line || " "}
          </code>
        ))}
      </pre>
    </figure>
  );
}
