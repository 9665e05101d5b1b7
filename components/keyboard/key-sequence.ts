/** What a key press means after the keys already pressed: a whole sequence, the start of one, or nothing. */
export type KeyStep = { pending: string; match: string | null };

/** Sequences are keys separated by spaces: `g f`. A key that fits no sequence starts over with itself. */
export function stepSequence(pending: string, key: string, sequences: readonly string[]): KeyStep {
  for (const attempt of pending ? [`${pending} ${key}`, key] : [key]) {
    if (sequences.includes(attempt)) return { pending: "", match: attempt };
    if (sequences.some((sequence) => sequence.startsWith(`${attempt} `)))
      return { pending: attempt, match: null };
  }
  return { pending: "", match: null };
}

type Press = { key: string; metaKey: boolean; ctrlKey: boolean; altKey: boolean };

/** `mod+k` for command or control, else the key itself; null for what no shortcut may take. */
export function keyName({ key, metaKey, ctrlKey, altKey }: Press): string | null {
  if (altKey || key === "Shift" || key === "Meta" || key === "Control" || key === "Dead") return null;
  const name = key.length === 1 ? key : key.toLowerCase();
  return metaKey || ctrlKey ? `mod+${name.toLowerCase()}` : name;
}
