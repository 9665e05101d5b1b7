import type { ComponentProps } from "react";

import { cn } from "./cn.ts";

export const fieldClass =
  "w-full rounded-md border border-line-strong/60 bg-surface px-2.5 text-sm text-text placeholder:text-faint hover:border-line-strong disabled:opacity-50 aria-invalid:border-critical";

export const Input = ({ className, ...props }: ComponentProps<"input">) => (
  <input className={cn(fieldClass, "h-8", className)} {...props} />
);

export const Textarea = ({ className, ...props }: ComponentProps<"textarea">) => (
  <textarea className={cn(fieldClass, "min-h-20 py-1.5", className)} {...props} />
);
