"use client";
import { Check, Copy } from "lucide-react";
import { useState } from "react";

import { cn } from "./cn.ts";

export function useCopied(): [boolean, (text: string) => void] {
  const [copied, setCopied] = useState(false);
  const copy = (text: string) => {
    void navigator.clipboard.writeText(text).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    });
  };
  return [copied, copy];
}

/** An identifier that copies itself when clicked. */
export function Copyable({ text, label, className }: { text: string; label?: string; className?: string }) {
  const [copied, copy] = useCopied();
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={() => copy(text)}
      title={text}
      aria-label={`Copy ${label ?? text}`}
      className={cn(
        "group inline-flex min-h-6 max-w-full min-w-0 items-center gap-1.5 rounded-sm font-mono text-xs text-muted hover:text-text",
        className,
      )}
    >
      <span className="truncate">{label ?? text}</span>
      <Icon
        className={cn("size-3 shrink-0", copied ? "text-good" : "text-faint group-hover:text-text")}
        aria-hidden
      />
      <output className="sr-only">{copied ? "Copied" : ""}</output>
    </button>
  );
}
