import { cn } from "./cn.ts";

export const Skeleton = ({ className }: { className?: string }) => (
  <div data-skeleton aria-hidden className={cn("h-4 animate-pulse rounded-sm bg-hover", className)} />
);

/** What a list or panel looks like while it loads; says so once to a screen reader. */
export function SkeletonRows({ rows = 8, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <output className="block divide-y divide-line">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-9 items-center gap-4 px-4 sm:px-6" aria-hidden>
          <Skeleton className="w-16" />
          <Skeleton className={cn("flex-1", row % 3 === 1 && "mr-32", row % 3 === 2 && "mr-16")} />
          <Skeleton className="hidden w-24 sm:block" />
          <Skeleton className="w-12" />
        </div>
      ))}
    </output>
  );
}

export function SkeletonPage({ title }: { title: string }) {
  return (
    <div>
      <div className="flex h-14 items-center px-4 sm:px-6">
        <h1 className="text-lg font-semibold">{title}</h1>
      </div>
      <SkeletonRows rows={12} label={`Loading ${title.toLowerCase()}`} />
    </div>
  );
}
