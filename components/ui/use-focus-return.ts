"use client";
import { useRef } from "react";

/**
 * Gives the focus back to what had it before something opened over the page. Radix does so for its own triggers only,
 * and most of what opens here is opened by a key, a row or the address.
 */
export function useFocusReturn() {
  const opener = useRef<Element | null>(null);
  return {
    /** To be called before the focus moves into what opens. */
    rememberOpener: () => {
      opener.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const isTaken = document.activeElement !== null && document.activeElement !== document.body;
      if (!isTaken && opener.current instanceof HTMLElement && opener.current.isConnected)
        opener.current.focus();
    },
  };
}
