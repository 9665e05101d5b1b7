import { defineFramework } from "#lib/domain/framework.ts";
import { atlasMitigations } from "./parts/atlas-mitigations.ts";
import { atlasTechniques } from "./parts/atlas-techniques.ts";

export default defineFramework({
  id: "mitre-atlas",
  title: "MITRE ATLAS",
  shortTitle: "MITRE ATLAS",
  publisher: "MITRE",
  edition: "5.6.1",
  source: "https://github.com/mitre-atlas/atlas-data/tree/v5.6.1",
  publishedOn: "2026-05-05",
  readOn: "2026-11-30",
  notes: [
    "Every mitigation is here. Of the 170 techniques and sub-techniques, those whose way in a configuration can close.",
    "A technique passes where the checks against it pass: it says nothing on whether somebody tried.",
  ],
  controls: [...atlasMitigations, ...atlasTechniques],
});
