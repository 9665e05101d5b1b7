"use client";
import { createContext, useContext, type ReactNode } from "react";

import type { ViewerView } from "#lib/contract/access.ts";
import type { Permission } from "#lib/domain/permission.ts";

/** Who is looking, as far as the page needs to know: what to show, never what is allowed. */
export type Viewer = ViewerView;

const ViewerContext = createContext<Viewer | null>(null);

export const ViewerProvider = ({ viewer, children }: { viewer: Viewer; children: ReactNode }) => (
  <ViewerContext value={viewer}>{children}</ViewerContext>
);

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("useViewer is used outside the console");
  return viewer;
}

/** Whether to offer an action. The verb behind it decides again. */
export const useCan = (permission: Permission): boolean => useViewer().permissions.includes(permission);
