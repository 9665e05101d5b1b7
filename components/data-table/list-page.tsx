import type { ReactNode } from "react";

/** A page that is one list: header and filters stay, the table takes the rest of the screen and scrolls by itself. */
export const ListPage = ({ children }: { children: ReactNode }) => (
  <div className="flex h-[calc(100dvh-48px)] flex-col lg:h-dvh">{children}</div>
);
