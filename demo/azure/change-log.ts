import { guidOf, list, resourceId, type Variant } from "./arm.ts";
import { deployerId } from "./directory.ts";

type Change = { at: string; by: string; operation: string; id: string };

const group = "rg-underwriting";
const model = resourceId(group, "Microsoft.CognitiveServices/accounts", "aoai-underwriting-weu");
const app = resourceId(group, "Microsoft.Web/sites", "app-underwriting-copilot");

const before: readonly Change[] = [
  {
    at: "2026-11-12T14:31:02.4410000Z",
    by: "s.berg@acme-insurance.example",
    operation: "Microsoft.CognitiveServices/accounts/write",
    id: model,
  },
];
const mended: readonly Change[] = [
  {
    at: "2026-11-17T11:20:45.1020000Z",
    by: deployerId,
    operation: "Microsoft.CognitiveServices/accounts/write",
    id: model,
  },
  {
    at: "2026-11-17T11:20:12.7730000Z",
    by: deployerId,
    operation: "Microsoft.Web/sites/config/write",
    id: `${app}/config/authsettingsV2`,
  },
];

const event = ({ at, by, operation, id }: Change) => ({
  eventDataId: guidOf(`${at} ${operation}`),
  eventTimestamp: at,
  category: { value: "Administrative", localizedValue: "Administrative" },
  operationName: { value: operation, localizedValue: operation },
  resourceId: id,
  caller: by,
  status: { value: "Succeeded", localizedValue: "Succeeded" },
});

/** What the activity log holds of the last days, the newest first. */
export const changeLogAnswer = (variant: Variant) =>
  list(...[...(variant === "fixed" ? mended : []), ...before].map(event));
