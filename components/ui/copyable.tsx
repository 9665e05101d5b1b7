"use client";
import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { toast } from "sonner";

import { cn } from "./cn.ts";
import { copyText } from "./copy-text.ts";

export const couldNotCopy = "The browser did not let it be copied. Select the text and copy it yourself.";

/** Whether the last copy has just been made, and the way to make one. */
export function useCopied(): [boolean, (text: string) => void] {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const copy = async (text: string) => {
    const worked = await copyText(text);
    clearTimeout(timer.current);
    setCopied(worked);
    if (!worked) toast.error(couldNotCopy);
    else timer.current = setTimeout(() => setCopied(false), 1500);
  };
  return [copied, (text) => void copy(text)];
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
