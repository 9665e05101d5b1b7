import { vi } from "vitest";

/** A DOM without layout gives every element no size, and a virtual list would draw nothing. */
export function giveElementsSize(): void {
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1200);
}

/** A screen of telephone width, until `vi.unstubAllGlobals`. */
export function narrowScreen(): void {
  vi.stubGlobal("matchMedia", (query: string) => ({
    matches: query === "(max-width: 639px)",
    addEventListener: () => {},
    removeEventListener: () => {},
  }));
}
