import type { ReactNode } from "react";

import { NacreMark } from "../brand/nacre-mark.tsx";

type Props = { title: string; summary?: ReactNode; children: ReactNode };

/** The one box in the middle of the pages before the console. */
export const AuthCard = ({ title, summary, children }: Props) => (
  <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
    <div className="w-full max-w-sm">
      <div className="mb-6 flex items-center gap-2 text-sm font-semibold">
        <NacreMark />
        Nacre
      </div>
      <div className="rounded-lg border border-line bg-surface p-5">
        <h1 className="text-lg font-semibold">{title}</h1>
        {summary && <p className="mt-1 text-sm text-muted">{summary}</p>}
        <div className="mt-4">{children}</div>
      </div>
    </div>
  </main>
);
