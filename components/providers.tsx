"use client";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useState, type ReactNode } from "react";
import { toast } from "sonner";

import { ApiError, isTransient, messageOf } from "./api/api-error.ts";
import { ShortcutProvider } from "./keyboard/shortcuts.tsx";
import { Toaster } from "./ui/toaster.tsx";
import { TooltipProvider } from "./ui/tooltip.tsx";

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createClient);
  return (
    <NuqsAdapter>
      <QueryClientProvider client={client}>
        <ShortcutProvider>
          <TooltipProvider>
            {children}
            <Toaster />
          </TooltipProvider>
        </ShortcutProvider>
      </QueryClientProvider>
    </NuqsAdapter>
  );
}

function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failureCount, error) => failureCount < 2 && isTransient(error),
        refetchOnWindowFocus: true,
      },
    },
    queryCache: new QueryCache({ onError: leaveIfSignedOut }),
    mutationCache: new MutationCache({
      // A form shows its own errors and says so in `meta`; everything else is told in a toast.
      onError: (error, _variables, _result, mutation) => {
        leaveIfSignedOut(error);
        if (mutation.meta?.["showsErrors"] !== true) toast.error(messageOf(error));
      },
    }),
  });
}

function leaveIfSignedOut(error: unknown): void {
  if (!(error instanceof ApiError) || error.status !== 401) return;
  const next = location.pathname + location.search;
  location.assign(`/sign-in?next=${encodeURIComponent(next)}`);
}
