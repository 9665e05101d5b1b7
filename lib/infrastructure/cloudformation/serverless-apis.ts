import { asRecord } from "../record.ts";
import { madeOf, ref, untold } from "./serverless-parts.ts";
import type { TemplateResource } from "./template.ts";

type Properties = Readonly<Record<string, unknown>>;
/** A call that an event of a function answers. */
export type Route = {
  origin: TemplateResource;
  id: string;
  /** The logical id of the API. */
  api: string;
  path: unknown;
  method: unknown;
  auth: Properties;
};

/** A REST API with its stage, and the routes that events of functions give it. */
export function restApi(one: TemplateResource, routes: readonly Route[]): TemplateResource[] {
  const { properties, logicalId } = one;
  const { Auth, DefinitionBody, DefinitionUri, EndpointConfiguration, StageName } = properties;
  const auth = asRecord(Auth);
  const own = routes.filter(({ api }) => api === logicalId);
  const stageId = `${logicalId}${typeof StageName === "string" ? StageName : ""}Stage`;
  return [
    {
      ...one,
      type: "AWS::ApiGateway::RestApi",
      properties: {
        Name: properties["Name"] ?? ref("AWS::StackName"),
        DisableExecuteApiEndpoint: properties["DisableExecuteApiEndpoint"],
        EndpointConfiguration: endpointOf(EndpointConfiguration),
        Tags: properties["Tags"],
        ...(auth["ResourcePolicy"] === undefined ? {} : { Policy: untold }),
        ...bodyOf(DefinitionBody, DefinitionUri),
      },
    },
    madeOf(one, stageId, "AWS::ApiGateway::Stage", {
      RestApiId: ref(logicalId),
      StageName,
      AccessLogSetting: properties["AccessLogSetting"],
      MethodSettings: properties["MethodSettings"],
      Variables: properties["Variables"],
    }),
    ...own.flatMap((route) => restRoute(one, route, auth)),
  ];
}

/** The type of an endpoint may stand alone. Unless told otherwise, it is one of the edge. */
function endpointOf(written: unknown): unknown {
  if (written === undefined) return undefined;
  if (typeof written === "string") return { Types: [written] };
  const { Type, ...rest } = asRecord(written);
  return Type === undefined ? written : { ...rest, Types: [Type] };
}

const bodyOf = (body: unknown, uri: unknown): Properties => {
  if (body !== undefined) return { Body: body };
  return uri === undefined ? {} : { Body: untold };
};

function restRoute(one: TemplateResource, route: Route, auth: Properties): TemplateResource[] {
  const { origin, id, path, method } = route;
  const resourceId = `${id}Resource`;
  const isRoot = path === "/";
  const authorizer = route.auth["Authorizer"] ?? auth["DefaultAuthorizer"];
  const key = route.auth["ApiKeyRequired"] ?? auth["ApiKeyRequired"];
  const made = (logicalId: string, type: string, properties: Properties) => ({
    ...madeOf(one, logicalId, type, properties),
    condition: origin.condition,
  });
  return [
    ...(isRoot
      ? []
      : [
          made(resourceId, "AWS::ApiGateway::Resource", {
            RestApiId: ref(one.logicalId),
            PathPart: typeof path === "string" ? path.replace(/^\//, "") : path,
          }),
        ]),
    made(`${id}Method`, "AWS::ApiGateway::Method", {
      RestApiId: ref(one.logicalId),
      ResourceId: isRoot ? { "Fn::GetAtt": [one.logicalId, "RootResourceId"] } : ref(resourceId),
      HttpMethod: verbOf(method),
      ApiKeyRequired: key,
      AuthorizationType: restAuthorization(authorizer, auth),
      Integration: {
        Type: "AWS_PROXY",
        Uri: {
          "Fn::Sub": `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${origin.logicalId}.Arn}/invocations`,
        },
      },
    }),
  ];
}

const verbOf = (method: unknown): unknown =>
  typeof method === "string"
    ? method.toUpperCase().replace(/^X-AMAZON-APIGATEWAY-ANY-METHOD$/, "ANY")
    : method;

/** Named authorizers ask a user pool or a function; a name that nothing tells of may be either. */
function restAuthorization(authorizer: unknown, auth: Properties): unknown {
  if (authorizer === undefined || authorizer === "NONE") return "NONE";
  if (authorizer === "AWS_IAM") return "AWS_IAM";
  if (typeof authorizer !== "string") return untold;
  const named = asRecord(asRecord(auth["Authorizers"])[authorizer]);
  return named["UserPoolArn"] === undefined ? "CUSTOM" : "COGNITO_USER_POOLS";
}

/** An HTTP API likewise. */
export function httpApi(one: TemplateResource, routes: readonly Route[]): TemplateResource[] {
  const { properties, logicalId } = one;
  const { Auth, DefinitionBody, DefinitionUri, CorsConfiguration } = properties;
  const auth = asRecord(Auth);
  const StageName = properties["StageName"] ?? "$default";
  return [
    {
      ...one,
      type: "AWS::ApiGatewayV2::Api",
      properties: {
        Name: properties["Name"] ?? ref("AWS::StackName"),
        ProtocolType: "HTTP",
        DisableExecuteApiEndpoint: properties["DisableExecuteApiEndpoint"],
        CorsConfiguration: CorsConfiguration === true ? { AllowOrigins: ["*"] } : CorsConfiguration,
        Tags: properties["Tags"],
        ...bodyOf(DefinitionBody, DefinitionUri),
      },
    },
    madeOf(one, `${logicalId}ApiGatewayDefaultStage`, "AWS::ApiGatewayV2::Stage", {
      ApiId: ref(logicalId),
      StageName,
      AccessLogSettings: properties["AccessLogSettings"],
      DefaultRouteSettings: properties["DefaultRouteSettings"],
      StageVariables: properties["StageVariables"],
    }),
    ...routes.filter(({ api }) => api === logicalId).flatMap((route) => httpRoute(one, route, auth)),
  ];
}

function httpRoute(one: TemplateResource, route: Route, auth: Properties): TemplateResource[] {
  const { origin, id, path, method } = route;
  const integrationId = `${id}Integration`;
  const authorizer = route.auth["Authorizer"] ?? auth["DefaultAuthorizer"];
  const verb = verbOf(method ?? "ANY");
  const made = (logicalId: string, type: string, properties: Properties) => ({
    ...madeOf(one, logicalId, type, properties),
    condition: origin.condition,
  });
  return [
    made(integrationId, "AWS::ApiGatewayV2::Integration", {
      ApiId: ref(one.logicalId),
      IntegrationType: "AWS_PROXY",
      IntegrationUri: { "Fn::GetAtt": [origin.logicalId, "Arn"] },
    }),
    made(`${id}Route`, "AWS::ApiGatewayV2::Route", {
      ApiId: ref(one.logicalId),
      RouteKey: typeof path === "string" ? `${String(verb)} ${path}` : "$default",
      AuthorizationType: httpAuthorization(authorizer, auth),
      Target: { "Fn::Join": ["/", ["integrations", ref(integrationId)]] },
    }),
  ];
}

function httpAuthorization(authorizer: unknown, auth: Properties): unknown {
  if (authorizer === undefined || authorizer === "NONE") return "NONE";
  if (authorizer === "AWS_IAM") return "AWS_IAM";
  if (typeof authorizer !== "string") return untold;
  const named = asRecord(asRecord(auth["Authorizers"])[authorizer]);
  return named["FunctionArn"] === undefined ? "JWT" : "CUSTOM";
}
