import type { ModelOrigin, Party, ResponsibilityRow } from "#lib/domain/responsibility-model.ts";
import { serviceModelTitles, type ServiceModel } from "#lib/domain/workload.ts";

/** A model of the workload. `origin` is null where it was not collected. */
export type ModelFact = { key: string; name: string; origin: ModelOrigin | null };
export type ResolvedParty = { party: Party; reason: string; isKnown: boolean };

/** The more of it is one's own, the more of it one answers for. */
const mostOwnFirst: readonly ModelOrigin[] = ["custom", "fine-tuned", "open-weight", "provider"];
const words: Record<ModelOrigin, string> = {
  custom: "was built by the customer",
  "fine-tuned": "was fine-tuned by the customer",
  "open-weight": "is an open-weight model used as it comes",
  provider: "is the provider's own, used as it comes",
};

/** Who must act on a row: what the model says for the service model or, where it depends, what the workload's model is. */
export function resolveParty(
  row: Pick<ResponsibilityRow, "parties" | "byModelOrigin">,
  serviceModel: ServiceModel,
  models: readonly ModelFact[],
): ResolvedParty {
  const stated = row.parties[serviceModel];
  const title = serviceModelTitles[serviceModel];
  if (stated !== "model-dependent")
    return { party: stated, reason: `${title}: the row is the same for every model`, isKnown: true };
  const byOrigin = row.byModelOrigin;
  const undecided = models.find(({ origin }) => origin === null);
  const [decisive] = models
    .filter(({ origin }) => origin !== null)
    .toSorted((a, b) => rankOf(a.origin) - rankOf(b.origin) || (a.key < b.key ? -1 : 1));
  if (!byOrigin || !decisive?.origin)
    return {
      party: "customer",
      reason: undecided
        ? `Where ${undecided.name} comes from was not collected, so nobody else can be held to it`
        : "No model of it is known, so nobody else can be held to it",
      isKnown: false,
    };
  const party = byOrigin[decisive.origin];
  // Nothing is more one's own than what one built: no other model could make it more.
  const isKnown = undecided === undefined || rankOf(decisive.origin) === 0;
  const doubt = undecided ? `; where ${undecided.name} comes from was not collected` : "";
  return {
    party,
    reason: `${title}, decided by its model: ${decisive.name} ${words[decisive.origin]}${doubt}`,
    isKnown,
  };
}

const rankOf = (origin: ModelOrigin | null) => (origin ? mostOwnFirst.indexOf(origin) : mostOwnFirst.length);
