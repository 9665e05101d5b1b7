import { z } from "zod";

import type { Evidence } from "#lib/domain/evidence.ts";
import type { ComponentKind, ImportedItem } from "#lib/domain/imported.ts";
import { componentItem, defineFormat, recordReader } from "./define-format.ts";
import { noSubject } from "./subject.ts";
import { line } from "./words.ts";

const Words = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .nullish()
  .transform((all) => (all ?? []).map((word) => line(word)).slice(0, 20));
const Word = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((word) => line(String(word ?? "")));

/** One element of the graph. Of SPDX's own classes only packages become parts. */
const Element = z.looseObject({
  type: z.string(),
  spdxId: z.string().optional(),
  name: z.string().nullish(),
  software_packageVersion: Word,
  software_packageUrl: Word,
  suppliedBy: Word,
  ai_typeOfModel: Words,
  ai_domain: Words,
  ai_limitation: Word,
  ai_safetyRiskAssessment: Word,
  ai_autonomyType: Word,
  ai_informationAboutTraining: Word,
  ai_useSensitivePersonalInformation: Word,
  dataset_datasetType: Words,
  dataset_hasSensitivePersonalInformation: Word,
  dataset_confidentialityLevel: Word,
  dataset_datasetAvailability: Word,
  dataset_intendedUse: Word,
});
type Element = z.infer<typeof Element>;

const kinds: Record<string, ComponentKind> = {
  ai_AIPackage: "model",
  dataset_DatasetPackage: "dataset",
  software_Package: "library",
};

function toItems(element: Element): ImportedItem[] {
  const kind = kinds[element.type];
  if (!kind) return [];
  const reference = line(element.software_packageUrl || element.spdxId || element.name, 500);
  return [
    componentItem({
      kind,
      name: line(element.name || reference),
      version: element.software_packageVersion,
      publisher: /^https?:|^urn:|^_:/.test(element.suppliedBy) ? "" : element.suppliedBy,
      reference,
      licenses: [],
      facts: factsOf(element),
      subject: noSubject(),
    }),
  ];
}

/** What the AI and dataset profiles say, by the names their readers know. */
function factsOf(element: Element): Evidence {
  const said = {
    typeOfModel: element.ai_typeOfModel,
    domain: element.ai_domain,
    limitation: element.ai_limitation,
    safetyRisk: element.ai_safetyRiskAssessment,
    autonomy: element.ai_autonomyType,
    training: element.ai_informationAboutTraining,
    usesSensitiveData: element.ai_useSensitivePersonalInformation,
    datasetType: element.dataset_datasetType,
    holdsSensitiveData: element.dataset_hasSensitivePersonalInformation,
    confidentiality: element.dataset_confidentialityLevel,
    availability: element.dataset_datasetAvailability,
    intendedUse: element.dataset_intendedUse,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value.length > 0));
}

export const spdx = defineFormat({
  id: "spdx",
  title: "SPDX 3 JSON-LD, with AI and dataset profiles",
  kind: "json",
  lookedFor: "@context and @graph",
  recognizes: ({ fields }) => fields.has("@context") && fields.has("@graph"),
  about: () => undefined,
  readers: [recordReader("@graph[]", Element, toItems)],
});
