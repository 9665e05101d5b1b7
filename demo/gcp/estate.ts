import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { listAssetsAnswer } from "./asset-answers.ts";
import { customRole, project, type Variant } from "./description.ts";
import {
  bigqueryAnswer,
  lastUsedAnswer,
  organizationsAnswer,
  projectPolicyAnswer,
  projectsAnswer,
  runAnswer,
  workbenchAnswer,
} from "./service-answers.ts";
import { vertexAnswer } from "./vertex-answers.ts";

/** What Google would answer about the project `acme-document-insights`, as it is and once it is fixed. */
export function answer(call: ProviderCall, variant: Variant): unknown {
  const { service, operation, input, account } = call;
  if (account !== project.id && account !== "-") throw new Error(`The estate has no project ${account}`);
  switch (`${service}:${operation}`) {
    case "cloudresourcemanager:projects.search":
      return projectsAnswer;
    case "cloudresourcemanager:organizations.search":
      return organizationsAnswer;
    case "cloudresourcemanager:projects.getIamPolicy":
      return projectPolicyAnswer(variant);
    case "cloudasset:assets.list":
      return listAssetsAnswer(input, variant);
    case "policyanalyzer:projects.locations.activityTypes.activities.query":
      return lastUsedAnswer;
    case "iam:roles.get":
    case "iam:projects.roles.get":
      return customRole;
    case "notebooks:projects.locations.instances.list":
      return workbenchAnswer(variant);
    case "run:projects.locations.services.list":
      return runAnswer;
    case "cloudfunctions:projects.locations.functions.list":
      return {};
    case "bigquery:datasets.get":
      return bigqueryAnswer(input["datasetId"]);
    default:
      if (service === "aiplatform") return vertexAnswer(operation, variant);
      throw new Error(`The estate does not answer ${service}:${operation}`);
  }
}
