import type { Row } from "../row.ts";
import { clusters } from "./clusters.ts";
import { databases } from "./databases.ts";
import { dialogflow } from "./dialogflow.ts";
import { grounding } from "./grounding.ts";
import { surroundings } from "./surroundings.ts";
import { vertexStores } from "./vertex-stores.ts";
import { vertex } from "./vertex.ts";

export const googleRows: readonly Row[] = [
  ...surroundings,
  ...vertex,
  ...vertexStores,
  ...grounding,
  ...dialogflow,
  ...clusters,
  ...databases,
];
