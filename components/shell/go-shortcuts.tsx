"use client";
import { useRouter } from "next/navigation";

import { useShortcut } from "../keyboard/shortcuts.tsx";
import { destinations, type Destination } from "./navigation.ts";

/** `g` then a letter goes to a page. */
export const GoShortcuts = () =>
  destinations.map((destination) => <GoShortcut key={destination.href} destination={destination} />);

function GoShortcut({ destination }: { destination: Destination }) {
  const router = useRouter();
  useShortcut({ keys: `g ${destination.key}`, label: destination.title, group: "Go to" }, () =>
    router.push(destination.href),
  );
  return null;
}
