"use client";
import { useRouter } from "next/navigation";

import { useShortcut } from "../keyboard/shortcuts.tsx";
import { destinations, type Destination } from "./navigation.ts";
import { useViewer } from "./viewer.tsx";

/** `g` then a letter goes to a page that the reader may see. */
export function GoShortcuts() {
  const { permissions } = useViewer();
  return destinations
    .filter(({ needs }) => permissions.includes(needs))
    .map((destination) => <GoShortcut key={destination.href} destination={destination} />);
}

function GoShortcut({ destination }: { destination: Destination }) {
  const router = useRouter();
  useShortcut({ keys: `g ${destination.key}`, label: destination.title, group: "Go to" }, () =>
    router.push(destination.href),
  );
  return null;
}
