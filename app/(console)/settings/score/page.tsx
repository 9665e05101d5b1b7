import type { Metadata } from "next";

import { ScoreWeightsForm } from "#components/settings/score-weights-form.tsx";

export const metadata: Metadata = { title: "Score" };

export default function ScorePage() {
  return <ScoreWeightsForm />;
}
