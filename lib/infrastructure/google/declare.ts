import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import { toApi } from "../api-shape.ts";
import { Answers, answering } from "../answers.ts";
import type { Opened } from "../collect.ts";
import type { Declared } from "../declared.ts";
import type { World } from "../world.ts";
import { bindingsOf } from "./bindings.ts";
import { clustersOfUntoldPolicy } from "./clusters.ts";
import { declareDialogflow } from "./dialogflow.ts";
import { fullNameOf, GoogleEstate } from "./estate.ts";
import { googleKinds } from "./kinds.ts";

/** Answers the Google Cloud collectors out of what is declared. */
export function openDeclaredGoogle(declared: readonly Declared[], project: string, world: World): Opened {
  const estate = new GoogleEstate(declared, project, world);
  const answers = new Answers();
  const projects = [...new Set([project, ...estate.assets.map((asset) => asset.project)])];
  answers.list(
    "cloudresourcemanager:projects.search",
    null,
    "projects",
    projects.map((projectId) => ({ name: `projects/${projectId}`, projectId, state: "ACTIVE" })),
  );
  for (const { type, location, data } of estate.assets) {
    const listed = googleKinds[type]?.listed;
    if (!listed) continue;
    const match = listed.within === "location" ? { location } : {};
    answers.list(listed.call, listed.within === "region" ? location : null, listed.field, [data], match);
    if (type === "google_model_armor_template")
      answers.list("modelarmor:projects.locations.list", null, "locations", [{ locationId: location }]);
  }
  for (const { type, path, data } of estate.assets)
    if (type === "google_bigquery_dataset")
      answers.say("bigquery:datasets.get", null, { datasetId: path.slice(path.lastIndexOf("/") + 1) }, data);
  declareDialogflow(estate, answers);
  const [floor] = estate.all("google_model_armor_floorsetting");
  // Without one declared, the code stands for itself: that the project may screen more is no merit of the code.
  if (floor || estate.all("google_model_armor_template").length > 0)
    answers.say(
      "modelarmor:projects.locations.getFloorSetting",
      null,
      {},
      floor ? toApi(floor, { lists: ["rai_filters"] }) : {},
    );
  const unsaid = new Set(clustersOfUntoldPolicy(estate).map(fullNameOf));
  return {
    doubts: ({ key }) => (unsaid.has(key) ? ["properties.unsignedImages"] : []),
    transport: withAssets(estate, answering(answers, nothingDeclared)),
    places: estate.places(),
    undecided: estate.undecided,
    untold: {
      "gcp.iam.service-account": ["facets.lastUsedAt"],
      // The provider has no attribute for it.
      "gcp.discoveryengine.data-store": ["properties.sourceAcl"],
      "gcp.discoveryengine.engine": ["facets.accessLogging"],
    },
  };
}

/** The inventory tells of everything by its type, and of every policy. */
function withAssets(estate: GoogleEstate, others: Transport): Transport {
  return async (call, signal) => {
    if (call.service !== "cloudasset" || call.operation !== "assets.list") return others(call, signal);
    const wanted = Array.isArray(call.input["assetTypes"]) ? new Set(call.input["assetTypes"]) : null;
    const assets = estate.assets.filter(
      ({ asset, project }) => project === call.account && (wanted === null || wanted.has(asset)),
    );
    const policies = call.input["contentType"] === "IAM_POLICY" ? bindingsOf(estate) : null;
    return {
      readTime: new Date().toISOString(),
      assets: assets.map((one) => ({
        name: fullNameOf(one),
        assetType: one.asset,
        ...(policies
          ? { iamPolicy: { bindings: policies.get(one.path) ?? [] } }
          : { resource: { location: one.location, data: one.data } }),
      })),
    };
  };
}

const listings = /\.(list|search|listAll|aggregatedList)$/;
const settings = /organization|folder|orgpolicy|billing|securitycenter|recommender|serviceusage|monitoring/i;

/** A listing holds what is declared and nothing else; the settings of a project only the project can tell. */
function nothingDeclared(call: ProviderCall) {
  if (call.operation === "projects.getAncestry")
    return { ancestor: [{ resourceId: { type: "project", id: call.account } }] };
  if (call.operation === "projects.getIamPolicy") throw new ProviderError("not-recorded", call, untold);
  if (settings.test(`${call.service}:${call.operation}`)) return null;
  return listings.test(call.operation) ? {} : null;
}

const untold = "The code does not say; only the project itself can tell";
