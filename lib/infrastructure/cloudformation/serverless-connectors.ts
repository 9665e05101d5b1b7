import { asRecord, isRecord } from "../record.ts";
import { connectorProfiles, type Access } from "./connector-profiles.ts";
import { madeOf, ref, untold } from "./serverless-parts.ts";
import type { TemplateResource } from "./template.ts";

type Properties = Readonly<Record<string, unknown>>;
/** One resource that is to be let use another. */
type Connection = {
  origin: TemplateResource;
  id: string;
  source: Properties;
  destination: Properties;
  permissions: readonly unknown[];
};
type End = TemplateResource | undefined;

/** What the connectors of a template allow: a policy for the role of one end, or that one end may call the other. */
export function connected(resources: readonly TemplateResource[]): TemplateResource[] {
  const byId = new Map(resources.map((one) => [one.logicalId, one]));
  const endOf = ({ Id }: Properties): End => (typeof Id === "string" ? byId.get(Id) : undefined);
  return resources
    .flatMap(connectionsOf)
    .flatMap((one) => allowedBy(one, endOf(one.source), endOf(one.destination)));
}

function connectionsOf(one: TemplateResource): Connection[] {
  if (one.type === "AWS::Serverless::Connector")
    return between(one, one.logicalId, asRecord(one.properties["Source"]), one.properties);
  return Object.entries(one.connectors ?? {}).flatMap(([name, connector]) => {
    const properties = asRecord(asRecord(connector)["Properties"]);
    return between(one, `${one.logicalId}${name}`, { Id: one.logicalId }, properties);
  });
}

function between(
  origin: TemplateResource,
  id: string,
  source: Properties,
  { Destination, Permissions }: Properties,
): Connection[] {
  const permissions: readonly unknown[] = Array.isArray(Permissions) ? Permissions : [Permissions];
  const destinations: readonly unknown[] = Array.isArray(Destination) ? Destination : [Destination];
  return destinations.map((one, index) => ({
    origin,
    id: `${id}${index}`,
    source,
    destination: asRecord(one),
    permissions,
  }));
}

function allowedBy(connection: Connection, source: End, destination: End): TemplateResource[] {
  const profile =
    source && destination ? connectorProfiles[expandedType(source)]?.[expandedType(destination)] : undefined;
  if (!source || !destination || !profile)
    return [source, destination].flatMap((end) => policyFor(connection, end, untold));
  if ("caller" in profile) return [callable(connection, source, destination, profile.caller)];
  const [holder, other] = profile.holder === "source" ? [source, destination] : [destination, source];
  return policyFor(connection, holder, documentOf(connection.permissions, profile, other));
}

function documentOf(permissions: readonly unknown[], profile: Access, other: TemplateResource): unknown {
  const granted = permissions.map((one) => (one === "Read" || one === "Write" ? profile[one] : undefined));
  if (granted.includes(undefined)) return untold;
  return {
    Version: "2012-10-17",
    Statement: granted
      .filter((one) => one !== undefined)
      .map(({ actions, on }) => ({
        Effect: "Allow",
        Action: actions,
        Resource: on.map((part) => ({ "Fn::Sub": [`\${Arn}${part}`, { Arn: arnOf(other) }] })),
      })),
  };
}

/** A role that is not of this template is none that is judged here. */
function policyFor({ origin, id }: Connection, holder: End, PolicyDocument: unknown): TemplateResource[] {
  const role = holder ? roleIdOf(holder) : null;
  return role === null
    ? []
    : [
        madeOf(origin, `${id}Policy`, "AWS::IAM::RolePolicy", {
          PolicyName: `${id}Policy`,
          RoleName: ref(role),
          PolicyDocument,
        }),
      ];
}

const actsAsRole = new Set(["AWS::Lambda::Function", "AWS::StepFunctions::StateMachine"]);

function roleIdOf(one: TemplateResource): string | null {
  if (!actsAsRole.has(expandedType(one))) return null;
  const named = one.properties["Role"] ?? one.properties["RoleArn"];
  if (named === undefined) return one.type.startsWith("AWS::Serverless::") ? `${one.logicalId}Role` : null;
  const [call, argument] = isRecord(named) ? (Object.entries(named)[0] ?? []) : [];
  if (call === undefined || !/^(Ref|(Fn::|!)(GetAtt|Sub|Ref))$/.test(call)) return null;
  const [first]: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
  return typeof first === "string" ? (/^(?:\$\{)?(\w+)/.exec(first)?.[1] ?? null) : null;
}

const callable = (
  { origin, id }: Connection,
  source: TemplateResource,
  destination: TemplateResource,
  caller: string,
): TemplateResource =>
  madeOf(origin, `${id}Permission`, "AWS::Lambda::Permission", {
    Action: "lambda:InvokeFunction",
    FunctionName: ref(destination.logicalId),
    Principal: caller,
    SourceArn: arnOf(source),
    ...(caller === "s3.amazonaws.com" ? { SourceAccount: ref("AWS::AccountId") } : {}),
  });

const madeTypes: Readonly<Record<string, string>> = {
  Function: "AWS::Lambda::Function",
  SimpleTable: "AWS::DynamoDB::Table",
  StateMachine: "AWS::StepFunctions::StateMachine",
  Api: "AWS::ApiGateway::RestApi",
  HttpApi: "AWS::ApiGatewayV2::Api",
};

const expandedType = ({ type }: TemplateResource): string =>
  type.startsWith("AWS::Serverless::") ? (madeTypes[type.split("::")[2] ?? ""] ?? type) : type;

/** Of what is not collected, the one thing it is stands for its name, which only the deployment tells. */
function arnOf(one: TemplateResource): unknown {
  const type = expandedType(one);
  if (/^AWS::(Lambda::Function|S3::Bucket|DynamoDB::Table)$/.test(type))
    return { "Fn::GetAtt": [one.logicalId, "Arn"] };
  if (type.startsWith("AWS::ApiGateway"))
    return {
      "Fn::Sub": `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${one.logicalId}}/*`,
    };
  const service = (type.split("::")[1] ?? "").toLowerCase();
  return {
    "Fn::Sub": `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${one.logicalId}`,
  };
}
