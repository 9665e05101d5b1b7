import type { Block } from "../block.ts";
import { present } from "../present.ts";
import { tagsOf, type AwsEstate } from "./estate.ts";
import { aclBefore } from "./firewalls.ts";
import { policyText } from "./policies.ts";

/** APIs of API Gateway, with their stages, routes and what they lead to. */
export function declareApis(estate: AwsEstate): void {
  estate.each("aws_api_gateway_rest_api", (block) => declareRestApi(estate, block));
  estate.each("aws_api_gateway_usage_plan", (block) => declareUsagePlan(estate, block));
  estate.each("aws_apigatewayv2_api", (block) => declareHttpApi(estate, block));
}

function declareRestApi(estate: AwsEstate, block: Block): void {
  const { answers } = estate;
  const region = estate.regionOf(block);
  const restApiId = estate.idOf(block);
  const types = block.block("endpoint_configuration")?.texts("types") ?? [];
  const [separate] = estate.naming("aws_api_gateway_rest_api_policy", "rest_api_id", restApiId);
  answers.list("apigateway:GetRestApis", region, "items", [
    present({
      id: restApiId,
      name: block.text("name"),
      endpointConfiguration: { types: types.length > 0 ? types : ["EDGE"] },
      disableExecuteApiEndpoint: block.flag("disable_execute_api_endpoint") ?? false,
      policy: policyText(separate ?? block, "policy"),
      tags: tagsOf(block),
    }),
  ]);
  const stages = estate.naming("aws_api_gateway_stage", "rest_api_id", restApiId);
  answers.list(
    "apigateway:GetStages",
    region,
    "item",
    stages.map((stage) => stageOf(estate, stage, restApiId)),
    { restApiId },
  );
  // Routes that stand in an OpenAPI text are not read, so nothing is said of them.
  if (block.has("body")) answers.leaveOpen("apigateway:GetResources", region, { restApiId });
  else
    answers.list("apigateway:GetResources", region, "items", resourcesOf(estate, restApiId), { restApiId });
}

function stageOf(estate: AwsEstate, stage: Block, restApiId: string) {
  const stageName = stage.text("stage_name") ?? stage.declared.place.address;
  const log = stage.block("access_log_settings");
  const settings = estate
    .naming("aws_api_gateway_method_settings", "rest_api_id", restApiId)
    .filter((one) => one.text("stage_name") === stageName)
    .map((one) => [
      one.text("method_path") ?? "*/*",
      present({ throttlingRateLimit: one.block("settings")?.number("throttling_rate_limit") }),
    ]);
  return present({
    stageName,
    variables: stage.map("variables"),
    accessLogSettings: log && present({ destinationArn: log.text("destination_arn") }),
    methodSettings: Object.fromEntries(settings),
    webAclArn: aclBefore(estate, estate.arnOf(stage)),
  });
}

/** Methods stand by the resource they are of; the root resource has no declaration of its own. */
function resourcesOf(estate: AwsEstate, restApiId: string) {
  const methods = estate.naming("aws_api_gateway_method", "rest_api_id", restApiId);
  const integrations = estate.naming("aws_api_gateway_integration", "rest_api_id", restApiId);
  const declared = estate.naming("aws_api_gateway_resource", "rest_api_id", restApiId);
  const paths = new Map(
    declared.map((one) => [estate.idOf(one), `/${one.text("path_part") ?? "{known-after-apply}"}`]),
  );
  const byResource = Map.groupBy(methods, (method) => method.text("resource_id") ?? "");
  return [...byResource].map(([id, own]) => ({
    id,
    path: paths.get(id) ?? "/",
    resourceMethods: Object.fromEntries(
      own.map((method) => {
        const verb = method.text("http_method") ?? "ANY";
        const integration = integrations.find(
          (one) => one.text("resource_id") === id && one.text("http_method") === verb,
        );
        return [verb, methodOf(method, integration)];
      }),
    ),
  }));
}

const methodOf = (method: Block, integration: Block | undefined) =>
  present({
    authorizationType: method.text("authorization") ?? "NONE",
    apiKeyRequired: method.flag("api_key_required") ?? false,
    requestValidatorId: method.text("request_validator_id"),
    methodIntegration:
      integration && present({ type: integration.text("type"), uri: integration.text("uri") }),
  });

function declareUsagePlan(estate: AwsEstate, block: Block): void {
  const throttle = block.block("throttle_settings");
  estate.answers.list("apigateway:GetUsagePlans", estate.regionOf(block), "items", [
    present({
      apiStages: block
        .blocks("api_stages")
        .map((one) => present({ apiId: one.text("api_id"), stage: one.text("stage") })),
      throttle: throttle && present({ rateLimit: throttle.number("rate_limit") }),
    }),
  ]);
}

function declareHttpApi(estate: AwsEstate, block: Block): void {
  const { answers } = estate;
  const region = estate.regionOf(block);
  const ApiId = estate.idOf(block);
  const cors = block.block("cors_configuration");
  answers.list("apigatewayv2:GetApis", region, "Items", [
    present({
      ApiId,
      Name: block.text("name"),
      ProtocolType: block.text("protocol_type"),
      DisableExecuteApiEndpoint: block.flag("disable_execute_api_endpoint") ?? false,
      CorsConfiguration: cors && { AllowOrigins: cors.texts("allow_origins") },
      Tags: tagsOf(block),
    }),
  ]);
  if (block.has("body")) {
    answers.leaveOpen("apigatewayv2:GetRoutes", region, { ApiId });
    answers.leaveOpen("apigatewayv2:GetIntegrations", region, { ApiId });
  }
  const list = (operation: string, items: readonly object[]) =>
    answers.list(`apigatewayv2:${operation}`, region, "Items", items, { ApiId });
  // An API that was made in one go has a stage, a route and an integration of its own.
  const target = block.text("target");
  const made = {
    StageName: "$default",
    RouteKey: block.text("route_key") ?? "$default",
    IntegrationId: "made",
  };
  list("GetStages", [
    ...estate.naming("aws_apigatewayv2_stage", "api_id", ApiId).map(httpStage),
    ...(target ? [{ StageName: made.StageName }] : []),
  ]);
  list("GetRoutes", [
    ...estate.naming("aws_apigatewayv2_route", "api_id", ApiId).map(httpRoute),
    ...(target ? [{ RouteKey: made.RouteKey, Target: `integrations/${made.IntegrationId}` }] : []),
  ]);
  list("GetIntegrations", [
    ...estate
      .naming("aws_apigatewayv2_integration", "api_id", ApiId)
      .map((one) =>
        present({ IntegrationId: estate.idOf(one), IntegrationUri: one.text("integration_uri") }),
      ),
    ...(target ? [{ IntegrationId: made.IntegrationId, IntegrationUri: target }] : []),
  ]);
}

function httpStage(stage: Block) {
  const log = stage.block("access_log_settings");
  const defaults = stage.block("default_route_settings");
  return present({
    StageName: stage.text("name") ?? stage.declared.place.address,
    AccessLogSettings: log && present({ DestinationArn: log.text("destination_arn") }),
    DefaultRouteSettings:
      defaults && present({ ThrottlingRateLimit: defaults.number("throttling_rate_limit") }),
    StageVariables: stage.map("stage_variables"),
  });
}

const httpRoute = (route: Block) =>
  present({
    RouteKey: route.text("route_key") ?? "$default",
    AuthorizationType: route.text("authorization_type") ?? "NONE",
    ApiKeyRequired: route.flag("api_key_required") ?? false,
    Target: route.text("target"),
  });
