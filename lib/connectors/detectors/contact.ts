import type { Detector } from "./detector.ts";

/** A handful stand in any text; a list of them is a list of people. */
export const emailAddress: Detector = {
  id: "email-address",
  dataClass: "personal-data",
  fewest: 10,
  find: (text) =>
    new Set(
      [...text.matchAll(/(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\b/gi)].map(
        ([found]) => found.toLowerCase(),
      ),
    ),
};
