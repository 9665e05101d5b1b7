import { managedPolicyArn } from "../aws/managed-policies.ts";
import { asRecord, isRecord } from "../record.ts";
import { httpApi, restApi, type Route } from "./serverless-apis.ts";
import { connected } from "./serverless-connectors.ts";
import { madeOf, ref } from "./serverless-parts.ts";
import { documentOf } from "./serverless-policies.ts";
import type { TemplateResource } from "./template.ts";

type Properties = Readonly<Record<string, unknown>>;

export const isServerless = ({ type }: Pick<TemplateResource, "type">): boolean =>
  type.startsWith("AWS::Serverless::");

/**
 * The resources that AWS::Serverless-2016-10-31 makes of its own types, as far as anything is judged by them. Each is
 * told where the one stands that it is made of.
 * https://github.com/aws/serverless-application-model/blob/develop/docs/internals/generated_resources.rst
 */
export function expanded(resources: readonly TemplateResource[], globals: Properties): TemplateResource[] {
  const whole = resources.map((one) => withGlobals(one, globals));
  const functions = whole.filter(({ type }) => type === "AWS::Serverless::Function");
  const routes = functions.flatMap(routesOf);
  return [
    ...whole.flatMap((one): TemplateResource[] => {
      switch (one.type) {
        case "AWS::Serverless::Function":
          return functionOf(one);
        case "AWS::Serverless::StateMachine":
          return one.properties["Role"] === undefined ? [roleOf(one, "states.amazonaws.com", [])] : [];
        case "AWS::Serverless::Api":
          return restApi(one, routes);
        case "AWS::Serverless::HttpApi":
          return httpApi(one, routes);
        case "AWS::Serverless::SimpleTable":
          return [tableOf(one)];
        default:
          return isServerless(one) ? [] : [one];
      }
    }),
    ...implicitApis(whole, routes, globals),
    ...routes.map(permissionOf),
    ...connected(whole),
  ];
}

/** Settings that hold for all of a type, which each adds to: maps are joined, lists put together. */
function withGlobals(resource: TemplateResource, globals: Properties): TemplateResource {
  if (!isServerless(resource)) return resource;
  const shared = asRecord(globals[resource.type.split("::")[2] ?? ""]);
  return { ...resource, properties: asRecord(joined(shared, resource.properties)) };
}

function joined(shared: unknown, own: unknown): unknown {
  if (own === undefined) return shared;
  if (Array.isArray(shared) && Array.isArray(own)) return [...(shared as unknown[]), ...(own as unknown[])];
  if (!isRecord(shared) || !isRecord(own) || isFunction(shared) || isFunction(own)) return own;
  const names = new Set([...Object.keys(shared), ...Object.keys(own)]);
  return Object.fromEntries([...names].map((name) => [name, joined(shared[name], own[name])]));
}

const isFunction = (value: Properties): boolean => {
  const [only, ...others] = Object.keys(value);
  return others.length === 0 && /^(Ref$|Fn::|!)/.test(only ?? "");
};

const kept = [
  "FunctionName",
  "Runtime",
  "Handler",
  "Environment",
  "VpcConfig",
  "KmsKeyArn",
  "PackageType",
  "Tags",
];

function functionOf(one: TemplateResource): TemplateResource[] {
  const { properties, logicalId } = one;
  const url = asRecord(properties["FunctionUrlConfig"]);
  const hasRole = properties["Role"] !== undefined;
  const basic = `AWSLambda${properties["VpcConfig"] === undefined ? "Basic" : "VPCAccess"}ExecutionRole`;
  return [
    {
      ...one,
      type: "AWS::Lambda::Function",
      properties: {
        ...Object.fromEntries(
          kept.filter((name) => name in properties).map((name) => [name, properties[name]]),
        ),
        Role: properties["Role"] ?? { "Fn::GetAtt": [`${logicalId}Role`, "Arn"] },
        Code: { ImageUri: properties["ImageUri"] },
      },
    },
    ...(hasRole ? [] : [roleOf(one, "lambda.amazonaws.com", [basic])]),
    ...(properties["FunctionUrlConfig"] === undefined
      ? []
      : [
          madeOf(one, `${logicalId}Url`, "AWS::Lambda::Url", {
            TargetFunctionArn: ref(logicalId),
            AuthType: url["AuthType"],
          }),
        ]),
  ];
}

/** Without a role of its own a function or state machine gets one, with what its policies say. */
function roleOf(one: TemplateResource, service: string, basic: readonly string[]): TemplateResource {
  const roleId = `${one.logicalId}Role`;
  const { Policies, AssumeRolePolicyDocument } = one.properties;
  const policies = (Array.isArray(Policies) ? Policies : [Policies]).filter((policy) => policy !== undefined);
  const isManaged = (policy: unknown): boolean =>
    typeof policy === "string" || (isRecord(policy) && givesName(policy));
  const inline = policies.filter((policy) => !isManaged(policy)).map(documentOf);
  return madeOf(one, roleId, "AWS::IAM::Role", {
    AssumeRolePolicyDocument: AssumeRolePolicyDocument ?? {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
    },
    ManagedPolicyArns: [
      ...basic.map(managed),
      ...policies.filter(isManaged).map((policy) => (typeof policy === "string" ? managed(policy) : policy)),
    ],
    Policies: inline.map((PolicyDocument, index) => ({
      PolicyName: `${roleId}Policy${index}`,
      PolicyDocument,
    })),
  });
}

const managed = (name: string): string => (name.startsWith("arn:") ? name : managedPolicyArn(name));

/** What gives a name or an ARN; a choice may give the text of a policy too. */
const givesName = (policy: Properties): boolean =>
  isFunction(policy) &&
  /^(Ref|(Fn::|!)(Ref|Sub|GetAtt|Join|ImportValue))$/.test(Object.keys(policy)[0] ?? "");

function routesOf(one: TemplateResource): Route[] {
  return Object.entries(asRecord(one.properties["Events"])).flatMap(([name, event]) => {
    const { Type, Properties: given } = asRecord(event);
    if (Type !== "Api" && Type !== "HttpApi") return [];
    const properties = asRecord(given);
    const named = properties[Type === "Api" ? "RestApiId" : "ApiId"];
    const implicit = Type === "Api" ? "ServerlessRestApi" : "ServerlessHttpApi";
    const referred = asRecord(named)["Ref"] ?? asRecord(named)["!Ref"] ?? named;
    return [
      {
        origin: one,
        id: `${one.logicalId}${name}`,
        api: named === undefined ? implicit : String(referred),
        path: properties["Path"],
        method: properties["Method"],
        auth: asRecord(properties["Auth"]),
      },
    ];
  });
}

/** An event that names no API gets one that all such events share. */
function implicitApis(
  resources: readonly TemplateResource[],
  routes: readonly Route[],
  globals: Properties,
): TemplateResource[] {
  const declared = new Set(resources.map(({ logicalId }) => logicalId));
  const made = (logicalId: string, type: string, StageName: string, settings: unknown) => {
    const first = routes.find(({ api }) => api === logicalId);
    if (!first || declared.has(logicalId)) return [];
    const origin = { ...first.origin, condition: null };
    return [madeOf(origin, logicalId, type, { ...asRecord(settings), StageName })];
  };
  return [
    ...made("ServerlessRestApi", "AWS::Serverless::Api", "Prod", globals["Api"]).flatMap((one) =>
      restApi(one, routes),
    ),
    ...made("ServerlessHttpApi", "AWS::Serverless::HttpApi", "$default", globals["HttpApi"]).flatMap((one) =>
      httpApi(one, routes),
    ),
  ];
}

/** The API may call the function, and no other may. */
const permissionOf = ({ origin, id, api }: Route): TemplateResource =>
  madeOf(origin, `${id}Permission`, "AWS::Lambda::Permission", {
    Action: "lambda:InvokeFunction",
    FunctionName: ref(origin.logicalId),
    Principal: "apigateway.amazonaws.com",
    SourceArn: {
      "Fn::Sub": `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${api}}/*`,
    },
  });

function tableOf(one: TemplateResource): TemplateResource {
  const {
    PrimaryKey: _,
    ProvisionedThroughput: __,
    ...properties
  }: Properties = {
    PrimaryKey: undefined,
    ProvisionedThroughput: undefined,
    ...one.properties,
  };
  return { ...one, type: "AWS::DynamoDB::Table", properties };
}
