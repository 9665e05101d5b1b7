"use client";
import { useSyncExternalStore } from "react";

import { cn } from "./cn.ts";

const never = () => () => {};
const isApple = () => /mac|iphone|ipad/i.test(navigator.userAgent);

/** Keys separated by spaces, each drawn as one cap: `g f`. `Mod` is command on Apple's machines, control elsewhere. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  const onApple = useSyncExternalStore(never, isApple, () => false);
  const mod = onApple ? "⌘" : "Ctrl";
  return (
    <span className={cn("inline-flex items-center gap-0.5", className)}>
      {keys.split(" ").map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line bg-sunken px-1 font-sans text-xs text-muted"
        >
          {key === "Mod" ? mod : key}
        </kbd>
      ))}
    </span>
  );
}
