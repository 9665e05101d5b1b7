import type { PlanView } from "#lib/contract/plans.ts";

import { Badge } from "../ui/badge.tsx";

const words: Record<PlanView["state"], { label: string; tone: "good" | "neutral" }> = {
  kept: { label: "Promise kept", tone: "good" },
  partly: { label: "Partly done", tone: "neutral" },
  "not-yet": { label: "Not yet", tone: "neutral" },
};

export const PlanState = ({ state }: { state: PlanView["state"] }) => (
  <Badge tone={words[state].tone}>{words[state].label}</Badge>
);
