import { defineFramework } from "#lib/domain/framework.ts";
import { cisSafeguards1To8 } from "./parts/cis-safeguards-1-8.ts";
import { cisSafeguards9To18 } from "./parts/cis-safeguards-9-18.ts";

export default defineFramework({
  id: "cis-controls",
  title: "CIS Critical Security Controls",
  shortTitle: "CIS Controls",
  publisher: "Center for Internet Security",
  edition: "8.1",
  source: "https://www.cisecurity.org/controls/v8-1",
  publishedOn: "2024-06-25",
  readOn: "2026-11-30",
  notes: [
    "Of the 153 safeguards, the 60 that bear on AI workloads; numbers are the standard's, titles and texts ours.",
    "They are read over AI workloads and what surrounds them, not over laptops and offices.",
  ],
  controls: [...cisSafeguards1To8, ...cisSafeguards9To18],
});
