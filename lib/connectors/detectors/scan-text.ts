import { emailAddress } from "./contact.ts";
import { credential } from "./credentials.ts";
import type { Detector } from "./detector.ts";
import { nationalIds } from "./national-ids.ts";
import { cardNumber, iban } from "./payment.ts";

export const detectors: readonly Detector[] = [cardNumber, iban, ...nationalIds, emailAddress, credential];

/** How many different values each detector found, and nothing of the text itself. */
export function scanText(text: string): Record<string, number> {
  return Object.fromEntries(
    detectors.flatMap(({ id, find }) => {
      const count = find(text).size;
      return count > 0 ? [[id, count] as const] : [];
    }),
  );
}
