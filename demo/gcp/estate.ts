import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { listAssetsAnswer } from "./asset-answers.ts";
import { changeLogAnswer } from "./change-log.ts";
import { customRole, project, type Variant } from "./description.ts";
import { guardAnswer } from "./guard-answers.ts";
import { hierarchyAnswer, organization } from "./hierarchy-answers.ts";
import {
  bigqueryAnswer,
  lastUsedAnswer,
  organizationsAnswer,
  projectPolicyAnswer,
  projectsAnswer,
  runAnswer,
  servicesAnswer,
  workbenchAnswer,
} from "./service-answers.ts";
import { watchAnswer } from "./watch-answers.ts";
import { vertexAnswer } from "./vertex-answers.ts";

/** What Google would answer about the project `acme-document-insights`, as it is and once it is fixed. */
export function answer(call: ProviderCall, variant: Variant): unknown {
  const { service, operation, input, account } = call;
  if (![project.id, organization, "-"].includes(account)) throw new Error(`The estate has no ${account}`);
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
    case "logging:entries.list":
      return changeLogAnswer(variant);
    case "serviceusage:services.list":
      return servicesAnswer;
    default:
      const ofWatch = watchAnswer(`${service}:${operation}`, variant);
      if (ofWatch !== null) return ofWatch;
      const ofGuard = guardAnswer(`${service}:${operation}`);
      if (ofGuard !== null) return ofGuard;
      const ofHierarchy = hierarchyAnswer(operation, input, variant);
      if (ofHierarchy !== null) return ofHierarchy;
      if (service === "aiplatform") return vertexAnswer(operation, variant);
      throw new Error(`The estate does not answer ${service}:${operation}`);
  }
}
