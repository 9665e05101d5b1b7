"use client";
import { useState } from "react";

import { usePreference } from "../theme/preference.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Switch } from "../ui/switch.tsx";
import { useBoundShortcuts, useShortcut, type Shortcut } from "./shortcuts.tsx";

/** Opened by `?`: every key that does something on this page, and the switch that turns single keys off. */
export function ShortcutSheet() {
  const [open, setOpen] = useState(false);
  const [singleKeys, setSingleKeys] = usePreference("nacre.shortcuts", ["on", "off"]);
  const shortcuts = useBoundShortcuts();
  useShortcut({ keys: "?", label: "Show the keys", group: "General" }, () => setOpen(true));
  useShortcut({ keys: "mod+/", label: "Show the keys", group: "General" }, () => setOpen(true));
  return (
    <Dialog open={open} onOpenChange={setOpen} title="Keyboard" wide>
      <div className="mb-4 flex items-center justify-between gap-4 rounded-md border border-line px-3 py-2 text-sm">
        <span>
          Single-key shortcuts
          <span className="block text-xs text-muted">Keys with Command or Control always work.</span>
        </span>
        <Switch
          label="Single-key shortcuts"
          checked={singleKeys === "on"}
          onChange={(on) => setSingleKeys(on ? "on" : "off")}
        />
      </div>
      <div className="gap-8 sm:columns-2">
        {[...grouped(shortcuts)].map(([group, members]) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-xs text-muted">{group}</h3>
            <dl>
              {members.map(({ keys, label }) => (
                <div key={keys} className="flex min-h-7 items-center justify-between gap-4 text-sm">
                  <dt>{label}</dt>
                  <dd>
                    <Kbd keys={keyCaps(keys)} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

const grouped = (shortcuts: readonly Shortcut[]) =>
  Map.groupBy(
    [...new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut])).values()],
    ({ group }) => group,
  );

const caps: Record<string, string> = { arrowdown: "↓", arrowup: "↑", enter: "↵", escape: "Esc" };
const keyCaps = (keys: string): string =>
  keys
    .replace("mod+", "Mod ")
    .split(" ")
    .map((key) => caps[key] ?? (key === "Mod" ? key : key.toUpperCase()))
    .join(" ");
