import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { configure, render, type RenderResult } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime.js";
import { NuqsTestingAdapter, type OnUrlUpdateFunction } from "nuqs/adapters/testing";
import type { ReactNode } from "react";
import { vi } from "vitest";

import { permissions, type Permission } from "#lib/domain/permission.ts";

import { ShortcutProvider } from "../keyboard/shortcuts.tsx";
import { ViewerProvider, type Viewer } from "../shell/viewer.tsx";
import { Toaster } from "../ui/toaster.tsx";
import { TooltipProvider } from "../ui/tooltip.tsx";

// A busy machine takes longer than what is usual.
configure({ asyncUtilTimeout: 5000 });
vi.setConfig({ testTimeout: 20_000 });

export const ada: Viewer = {
  id: "ada",
  name: "Ada Byron",
  email: "ada@example.com",
  role: "admin",
  permissions: [...permissions],
  organization: { id: "acme", name: "Acme" },
  organizations: [{ id: "acme", name: "Acme" }],
};

export type Shown = RenderResult & {
  user: UserEvent;
  /** The addresses the page went to. */
  visited: string[];
  /** The query strings it wrote into its own address, newest last. */
  searches: string[];
};

type Options = {
  can?: readonly Permission[];
  search?: string;
  /** Who looks, where it matters that a row is their own. */
  viewerId?: string;
};

/** Shows a component as the console does: with a viewer, queries, keys and an address. */
export function show(
  ui: ReactNode,
  { can = permissions, search = "", viewerId = ada.id }: Options = {},
): Shown {
  const visited: string[] = [];
  const searches: string[] = [];
  const go = (href: string) => void visited.push(href);
  const router = {
    push: go,
    replace: go,
    bfcacheId: "shown",
    prefetch: () => {},
    refresh: () => go("refresh"),
    back: () => go("back"),
    forward: () => {},
  };
  const onUrlUpdate: OnUrlUpdateFunction = ({ queryString }) => void searches.push(queryString);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const result = render(ui, {
    wrapper: ({ children }) => (
      <AppRouterContext value={router}>
        <NuqsTestingAdapter searchParams={search} onUrlUpdate={onUrlUpdate} hasMemory>
          <QueryClientProvider client={client}>
            <ViewerProvider viewer={{ ...ada, id: viewerId, permissions: [...can] }}>
              <ShortcutProvider>
                <TooltipProvider>
                  {children}
                  <Toaster />
                </TooltipProvider>
              </ShortcutProvider>
            </ViewerProvider>
          </QueryClientProvider>
        </NuqsTestingAdapter>
      </AppRouterContext>
    ),
  });
  return { ...result, user: userEvent.setup(), visited, searches };
}

export type Request = { method: string; path: string; body: unknown };
type Answer = { status?: number; body: unknown };

/** Stands in for the API. Answers by `METHOD /path`, without the query; what is not listed is not found. */
export function serve(answers: Readonly<Record<string, Answer | "never">>): Request[] {
  const requests: Request[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
    const method = init.method ?? "GET";
    requests.push({ method, path: url, body: typeof init.body === "string" ? JSON.parse(init.body) : null });
    const answer = answers[`${method} ${url.split("?")[0]}`];
    if (answer === "never") return await new Promise<Response>(() => {});
    const { status = 200, body } = answer ?? {
      status: 404,
      body: { title: `No answer for ${method} ${url}` },
    };
    return new Response(status === 204 ? null : JSON.stringify(body), { status });
  });
  return requests;
}

/** Names that break out of markup, out of their box, or out of the reading order. */
export const hostileNames = {
  markup: `<img src=x onerror="alert(1)">`,
  script: `"><script>alert(1)</script>`,
  long: "a".repeat(300),
  rightToLeft: "\u202Eمرحبا",
  emoji: "👩🏽‍🚀🔥",
} as const;
