"use client";
import { useCallback, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  globalThis.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    globalThis.removeEventListener("storage", listener);
  };
};

/** Text kept in this browser, or null. Every reader on the page follows a change. */
export function useStoredText(key: string): [string | null, (value: string) => void] {
  const stored = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  );
  const write = useCallback(
    (value: string) => {
      keep(key, value);
      for (const listener of listeners) listener();
    },
    [key],
  );
  return [stored, write];
}

/** One of a few values kept in this browser; the first is the default. */
export function usePreference<const T extends string>(
  key: string,
  values: readonly [T, ...T[]],
): [T, (value: T) => void] {
  const [stored, write] = useStoredText(key);
  return [values.find((value) => value === stored) ?? values[0], write];
}

// Storage may be forbidden by the browser's settings, or full: then a choice holds until the page is left.
const unstored = new Map<string, string>();

function read(key: string): string | null {
  try {
    return unstored.get(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
    unstored.delete(key);
  } catch {
    unstored.set(key, value);
  }
}
