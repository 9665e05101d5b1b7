export const organization = "acme-insurance";
export const host = "https://github.com";

/** Stands for a commit: what an action is pinned to, and different for each. */
export const commit = (seed: string): string => {
  let value = 0x811c9dc5;
  let text = "";
  for (let round = 0; text.length < 40; round++) {
    for (const letter of `${seed}${round}`) value = Math.imul(value ^ letter.charCodeAt(0), 0x01000193) >>> 0;
    text += value.toString(16).padStart(8, "0");
  }
  return text.slice(0, 40);
};

export const pinned = (action: string): string => `${action}@${commit(action)}`;
