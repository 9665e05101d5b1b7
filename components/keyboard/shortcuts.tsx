"use client";
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  type ReactNode,
} from "react";

import { usePreference } from "../theme/preference.ts";
import { keyName, stepSequence } from "./key-sequence.ts";

export type Shortcut = { keys: string; label: string; group: string };
type Bound = Shortcut & { run: React.RefObject<() => void> };

const pendingMilliseconds = 1200;

/** The shortcuts now on the page. The last one bound to some keys has them. */
class ShortcutStore {
  #bound: readonly Bound[] = [];
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly all = () => this.#bound;

  bind(shortcut: Bound): () => void {
    this.#set([...this.#bound, shortcut]);
    return () => this.#set(this.#bound.filter((other) => other !== shortcut));
  }
  #set(bound: readonly Bound[]) {
    this.#bound = bound;
    for (const listener of this.#listeners) listener();
  }
}

const ShortcutContext = createContext(new ShortcutStore());
const noShortcuts: readonly Bound[] = [];

export function ShortcutProvider({ children }: { children: ReactNode }) {
  const store = useMemo(() => new ShortcutStore(), []);
  const [singleKeys] = usePreference("nacre.shortcuts", ["on", "off"]);
  useEffect(() => listen(store, singleKeys === "on"), [store, singleKeys]);
  return <ShortcutContext value={store}>{children}</ShortcutContext>;
}

/** Binds keys while the component is on the page. Does nothing without `run`. */
export function useShortcut({ keys, label, group }: Shortcut, run: (() => void) | undefined): void {
  const store = useContext(ShortcutContext);
  const latest = useRef(() => {});
  const enabled = run !== undefined;
  useEffect(() => {
    latest.current = run ?? (() => {});
  });
  useEffect(
    () => (enabled ? store.bind({ keys, label, group, run: latest }) : undefined),
    [store, keys, label, group, enabled],
  );
}

export function useBoundShortcuts(): readonly Shortcut[] {
  const store = useContext(ShortcutContext);
  return useSyncExternalStore(store.subscribe, store.all, () => noShortcuts);
}

function listen(store: ShortcutStore, singleKeys: boolean): () => void {
  let pending = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    const name = keyName(event);
    if (name === null || event.defaultPrevented) return;
    const withModifier = name.startsWith("mod+");
    if (!withModifier && (!singleKeys || isTyping(event.target))) return;
    const step = stepSequence(
      pending,
      name,
      store.all().map(({ keys }) => keys),
    );
    clearTimeout(timer);
    ({ pending } = step);
    if (pending) timer = setTimeout(() => (pending = ""), pendingMilliseconds);
    const bound = store.all().findLast(({ keys }) => keys === step.match);
    if (!bound) return;
    event.preventDefault();
    bound.run.current();
  };
  document.addEventListener("keydown", onKeyDown);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("keydown", onKeyDown);
  };
}

/** Keys belong to whoever is being typed into, to an open menu or list box, and to a dialog over the page. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      "input:not([type=checkbox]), textarea, select, [contenteditable=true], [role=menu], [role=listbox], [role=combobox], [role=alertdialog], [data-modal]",
    ) !== null
  );
}
