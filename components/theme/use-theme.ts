"use client";
import { useCallback } from "react";

import { usePreference } from "./preference.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, store] = usePreference("nacre.theme", themes);
  const choose = useCallback(
    (chosen: Theme) => {
      document.documentElement.classList.remove("light", "dark");
      if (chosen !== "system") document.documentElement.classList.add(chosen);
      store(chosen);
    },
    [store],
  );
  return [theme, choose];
}
