import { ScoreWeightsInput, ScoreWeightsView, WeightsPreview } from "#lib/contract/score.ts";
import { getScoreWeights, setScoreWeights } from "#lib/correlation/score-weights.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "Tell how the factors of a score are weighed",
    permission: "issue:read",
    past: true,
    response: ScoreWeightsView,
  },
  ({ ctx }) => getScoreWeights(ctx),
);

export const PUT = route(
  {
    summary: "Weigh the factors of a score anew",
    permission: "organization:write",
    body: ScoreWeightsInput,
    response: WeightsPreview,
  },
  ({ ctx, body }) => setScoreWeights(ctx, body),
);
