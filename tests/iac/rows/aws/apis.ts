import type { Answer, Row } from "../row.ts";
import { account, arn, region } from "./names.ts";

const each = (make: (form: string) => object) => ["good", "bad"].map(make);
const restArn = (form: string) => `arn:aws:apigateway:${region}::/restapis/rest${form}`;
const invoked = (form: string) =>
  `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn("lambda", `function:${form}`)}/invocations`;
const logs = arn("logs", "log-group:api");
const restHcl = (form: string, method: string) => `
    resource "aws_api_gateway_rest_api" "${form}" { name = "rest-${form}" }
    resource "aws_api_gateway_resource" "${form}" {
      rest_api_id = aws_api_gateway_rest_api.${form}.id
      parent_id = aws_api_gateway_rest_api.${form}.root_resource_id
      path_part = "chat"
    }
    resource "aws_api_gateway_method" "${form}" {
      rest_api_id = aws_api_gateway_rest_api.${form}.id
      resource_id = aws_api_gateway_resource.${form}.id
      http_method = "POST"
      ${method}
    }
    resource "aws_api_gateway_integration" "${form}" {
      rest_api_id = aws_api_gateway_rest_api.${form}.id
      resource_id = aws_api_gateway_resource.${form}.id
      http_method = "POST"
      type = "AWS_PROXY"
      integration_http_method = "POST"
      uri = aws_lambda_function.${form}.invoke_arn
    }
    resource "aws_wafv2_web_acl_association" "rest_${form}" {
      resource_arn = aws_api_gateway_stage.${form}.arn
      web_acl_arn = aws_wafv2_web_acl.${form}.arn
    }`;
const restRoutes = (form: string, method: object): Answer => [
  "apigateway:GetResources",
  { restApiId: `rest${form}` },
  {
    items: [
      { id: "root", path: "/" },
      {
        id: "chat",
        parentId: "root",
        pathPart: "chat",
        path: "/chat",
        resourceMethods: {
          POST: {
            httpMethod: "POST",
            ...method,
            methodIntegration: { type: "AWS_PROXY", httpMethod: "POST", uri: invoked(form) },
          },
        },
      },
    ],
  },
];
const guards = (form: string): Answer => [
  "wafv2:ListResourcesForWebACL",
  { WebACLArn: arn("wafv2", `regional/webacl/${form}/w1${form}`), ResourceType: "API_GATEWAY" },
  { ResourceArns: [`${restArn(form)}/stages/live`] },
];
const httpHcl = (form: string, route: string) => `
    resource "aws_apigatewayv2_api" "${form}" {
      name = "http-${form}"
      protocol_type = "HTTP"
    }
    resource "aws_apigatewayv2_integration" "${form}" {
      api_id = aws_apigatewayv2_api.${form}.id
      integration_type = "AWS_PROXY"
      integration_uri = aws_lambda_function.${form}.arn
    }
    resource "aws_apigatewayv2_route" "${form}" {
      api_id = aws_apigatewayv2_api.${form}.id
      route_key = "POST /chat"
      target = "integrations/\${aws_apigatewayv2_integration.${form}.id}"
      ${route}
    }`;

export const apis: readonly Row[] = [
  {
    type: "aws_api_gateway_rest_api",
    parts: [
      "aws_api_gateway_stage",
      "aws_api_gateway_method_settings",
      "aws_api_gateway_resource",
      "aws_api_gateway_method",
      "aws_api_gateway_integration",
      "aws_api_gateway_usage_plan",
      "aws_api_gateway_rest_api_policy",
    ],
    hcl: `
    ${restHcl("good", 'authorization = "AWS_IAM"\n      request_validator_id = "v1"')}
    resource "aws_api_gateway_rest_api_policy" "good" {
      rest_api_id = aws_api_gateway_rest_api.good.id
      policy = ${JSON.stringify(ownCallers())}
    }
    resource "aws_api_gateway_stage" "good" {
      rest_api_id = aws_api_gateway_rest_api.good.id
      stage_name = "live"
      deployment_id = "d1"
      access_log_settings {
        destination_arn = "${logs}"
        format = "$context.requestId"
      }
    }
    resource "aws_api_gateway_method_settings" "good" {
      rest_api_id = aws_api_gateway_rest_api.good.id
      stage_name = aws_api_gateway_stage.good.stage_name
      method_path = "*/*"
      settings { throttling_rate_limit = 50 }
    }
    resource "aws_api_gateway_usage_plan" "good" {
      name = "partners"
      api_stages {
        api_id = aws_api_gateway_rest_api.good.id
        stage = aws_api_gateway_stage.good.stage_name
      }
      throttle_settings { rate_limit = 10 }
    }
    ${restHcl("bad", 'authorization = "NONE"')}
    resource "aws_api_gateway_stage" "bad" {
      rest_api_id = aws_api_gateway_rest_api.bad.id
      stage_name = "live"
      deployment_id = "d1"
      variables = { OPENAI_API_KEY = "sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6" }
    }`,
    answers: [
      [
        "apigateway:GetRestApis",
        {},
        {
          items: each((form) => ({
            id: `rest${form}`,
            name: `rest-${form}`,
            endpointConfiguration: { types: ["EDGE"] },
            disableExecuteApiEndpoint: false,
            ...(form === "good" ? { policy: ownCallers().replaceAll('"', '\\"') } : {}),
          })),
        },
      ],
      [
        "apigateway:GetStages",
        { restApiId: "restgood" },
        {
          item: [
            {
              stageName: "live",
              deploymentId: "d1",
              accessLogSettings: { destinationArn: logs, format: "$context.requestId" },
              methodSettings: { "*/*": { throttlingRateLimit: 50, throttlingBurstLimit: 0 } },
              webAclArn: arn("wafv2", "regional/webacl/good/w1good"),
            },
          ],
        },
      ],
      [
        "apigateway:GetStages",
        { restApiId: "restbad" },
        {
          item: [
            {
              stageName: "live",
              deploymentId: "d1",
              variables: { OPENAI_API_KEY: "sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6" },
              methodSettings: {},
              webAclArn: arn("wafv2", "regional/webacl/bad/w1bad"),
            },
          ],
        },
      ],
      restRoutes("good", { authorizationType: "AWS_IAM", apiKeyRequired: false, requestValidatorId: "v1" }),
      restRoutes("bad", { authorizationType: "NONE", apiKeyRequired: false }),
      [
        "apigateway:GetUsagePlans",
        {},
        {
          items: [
            {
              id: "p1",
              name: "partners",
              apiStages: [{ apiId: "restgood", stage: "live" }],
              throttle: { rateLimit: 10, burstLimit: 0 },
            },
          ],
        },
      ],
      guards("good"),
      guards("bad"),
    ],
  },
  {
    type: "aws_apigatewayv2_api",
    parts: ["aws_apigatewayv2_stage", "aws_apigatewayv2_route", "aws_apigatewayv2_integration"],
    hcl: `
    ${httpHcl("good", 'authorization_type = "AWS_IAM"')}
    resource "aws_apigatewayv2_stage" "good" {
      api_id = aws_apigatewayv2_api.good.id
      name = "live"
      access_log_settings {
        destination_arn = "${logs}"
        format = "$context.requestId"
      }
      default_route_settings { throttling_rate_limit = 50 }
    }
    ${httpHcl("bad", "")}
    resource "aws_apigatewayv2_stage" "bad" {
      api_id = aws_apigatewayv2_api.bad.id
      name = "live"
    }`,
    answers: [
      [
        "apigatewayv2:GetApis",
        {},
        {
          Items: each((form) => ({
            ApiId: `http${form}`,
            Name: `http-${form}`,
            ProtocolType: "HTTP",
            RouteSelectionExpression: "$request.method $request.path",
            DisableExecuteApiEndpoint: false,
          })),
        },
      ],
      [
        "apigatewayv2:GetStages",
        { ApiId: "httpgood" },
        {
          Items: [
            {
              StageName: "live",
              AccessLogSettings: { DestinationArn: logs, Format: "$context.requestId" },
              DefaultRouteSettings: { ThrottlingRateLimit: 50, DetailedMetricsEnabled: false },
              StageVariables: {},
            },
          ],
        },
      ],
      [
        "apigatewayv2:GetStages",
        { ApiId: "httpbad" },
        {
          Items: [
            {
              StageName: "live",
              DefaultRouteSettings: { DetailedMetricsEnabled: false },
              StageVariables: {},
            },
          ],
        },
      ],
      ...["good", "bad"].flatMap((form): Answer[] => [
        [
          "apigatewayv2:GetRoutes",
          { ApiId: `http${form}` },
          {
            Items: [
              {
                RouteId: "r1",
                RouteKey: "POST /chat",
                AuthorizationType: form === "good" ? "AWS_IAM" : "NONE",
                ApiKeyRequired: false,
                Target: "integrations/i1",
              },
            ],
          },
        ],
        [
          "apigatewayv2:GetIntegrations",
          { ApiId: `http${form}` },
          {
            Items: [
              {
                IntegrationId: "i1",
                IntegrationType: "AWS_PROXY",
                IntegrationUri: arn("lambda", `function:${form}`),
              },
            ],
          },
        ],
      ]),
    ],
  },
];

function ownCallers(): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: "execute-api:Invoke",
        Resource: "execute-api:/*",
      },
    ],
  });
}
