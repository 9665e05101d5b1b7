"use client";
import { RotateCw, TriangleAlert } from "lucide-react";

import { Button } from "./button.tsx";

type Props = {
  title?: string;
  message: string;
  /** Shown so that it can be quoted. */
  reference?: string | undefined;
  onRetry?: () => void;
  /** It is the whole page, so its title is the page's. */
  isPage?: boolean;
};

export function ErrorState({
  title = "This could not be loaded",
  message,
  reference,
  onRetry,
  isPage,
}: Props) {
  const Title = isPage ? "h1" : "p";
  return (
    <div role="alert" className="flex flex-col items-center gap-1 px-6 py-14 text-center">
      <TriangleAlert className="mb-2 size-5 text-critical" aria-hidden />
      <Title className="text-sm font-medium">{title}</Title>
      <p className="max-w-md text-sm text-balance text-muted">{message}</p>
      {reference && <p className="font-mono text-xs text-muted">Reference {reference}</p>}
      {onRetry && (
        <Button className="mt-3" onClick={onRetry}>
          <RotateCw aria-hidden />
          Try again
        </Button>
      )}
    </div>
  );
}
