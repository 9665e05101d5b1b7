"use client";
import { ErrorState } from "./error-state.tsx";

/** What Next hands to an `error.tsx`. In production the message of a server error is withheld; the digest names it. */
export type PageErrorProps = { error: Error & { digest?: string }; reset: () => void };

export const PageError = ({ error, reset }: PageErrorProps) => (
  <ErrorState
    isPage
    title="This page could not be shown"
    message="Something failed on the server. Nothing was changed. Try again, or give an administrator the reference."
    reference={error.digest}
    onRetry={reset}
  />
);
