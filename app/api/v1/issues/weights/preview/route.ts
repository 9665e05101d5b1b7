import { ScoreWeightsInput, WeightsPreview } from "#lib/contract/score.ts";
import { previewScoreWeights } from "#lib/correlation/score-weights.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Tell which issues new weights would move, without moving them",
    permission: "organization:write",
    body: ScoreWeightsInput,
    response: WeightsPreview,
  },
  ({ ctx, body }) => previewScoreWeights(ctx, body),
);
