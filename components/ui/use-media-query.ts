"use client";
import { useCallback, useSyncExternalStore } from "react";

/** False on the server, where the design width is drawn. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = matchMedia(query);
      list.addEventListener("change", onChange);
      return () => list.removeEventListener("change", onChange);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => false,
  );
}
export const useIsNarrow = () => useMediaQuery("(max-width: 639px)");
