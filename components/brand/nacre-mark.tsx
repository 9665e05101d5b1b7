import { useId } from "react";

import { cn } from "../ui/cn.ts";

/** Thin layers of one shell. */
export function NacreMark({ className }: { className?: string }) {
  // A gradient inside a hidden copy of the mark would paint nothing.
  const pearl = useId();
  return (
    <svg viewBox="0 0 24 24" className={cn("size-5 shrink-0", className)} aria-hidden fill="none">
      <defs>
        <linearGradient id={pearl} x1="2" y1="4" x2="22" y2="20" gradientUnits="userSpaceOnUse">
          <stop stopColor="#b79bf2" />
          <stop offset="0.3" stopColor="#7fc4ea" />
          <stop offset="0.55" stopColor="#7fd6bd" />
          <stop offset="0.78" stopColor="#e3c08a" />
          <stop offset="1" stopColor="#e48fc0" />
        </linearGradient>
      </defs>
      <g stroke={`url(#${pearl})`} strokeWidth="1.7" strokeLinecap="round">
        <path d="M2.5 17.5C2.5 9.8 6.9 4.2 12 4.2s9.5 5.6 9.5 13.3" />
        <path d="M5.6 18c0-5.6 2.9-9.8 6.4-9.8s6.4 4.2 6.4 9.8" />
        <path d="M8.6 18.4c0-3.5 1.5-6.2 3.4-6.2s3.4 2.7 3.4 6.2" />
        <path d="M2.5 20.3c2.7-1.1 5.9-1.6 9.5-1.6s6.8.5 9.5 1.6" />
      </g>
      <circle cx="12" cy="16.2" r="1.1" fill={`url(#${pearl})`} />
    </svg>
  );
}
