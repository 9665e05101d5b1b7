import { defineFramework } from "#lib/domain/framework.ts";
import { governControls } from "./parts/nist-ai-rmf-govern.ts";
import { manageControls } from "./parts/nist-ai-rmf-manage.ts";
import { mapControls } from "./parts/nist-ai-rmf-map.ts";
import { measureControls } from "./parts/nist-ai-rmf-measure.ts";

export default defineFramework({
  id: "nist-ai-rmf",
  title: "NIST AI Risk Management Framework",
  shortTitle: "NIST AI RMF",
  publisher: "NIST",
  edition: "1.0",
  source: "https://doi.org/10.6028/NIST.AI.100-1",
  publishedOn: "2023-01-26",
  readOn: "2026-11-30",
  notes: [
    "The framework is voluntary and describes outcomes: many are for people to show, and few for a configuration.",
  ],
  controls: [...governControls, ...mapControls, ...measureControls, ...manageControls],
});
