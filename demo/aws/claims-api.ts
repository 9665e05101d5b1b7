import { apiId, tags } from "./claims-names.ts";
import type { Answers } from "./estate-type.ts";
import { account, functionArn, home, logGroupArn, madeAt } from "./names.ts";

/** The HTTP API in front of the assistant. As it is, its chat route has no authorizer. */
export const claimsApi = (fixed: boolean): Answers => ({
  [`${home} apigatewayv2:GetApis`]: {
    Items: [
      {
        ApiId: apiId,
        Name: "claims-assistant",
        ProtocolType: "HTTP",
        ApiEndpoint: `https://${apiId}.execute-api.${home}.amazonaws.com`,
        CorsConfiguration: {
          AllowOrigins: ["https://claims.acme-insurance.example"],
          AllowMethods: ["POST"],
          AllowHeaders: ["content-type"],
        },
        CreatedDate: madeAt,
        DisableExecuteApiEndpoint: false,
        RouteSelectionExpression: "$request.method $request.path",
        Tags: tags,
      },
    ],
  },
  [`${home} apigatewayv2:GetStages`]: {
    Items: [
      {
        StageName: "$default",
        AutoDeploy: true,
        AccessLogSettings: {
          DestinationArn: logGroupArn("/aws/apigateway/claims-assistant"),
          Format:
            '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","status":"$context.status"}',
        },
        DefaultRouteSettings: {
          DetailedMetricsEnabled: true,
          ThrottlingBurstLimit: 40,
          ThrottlingRateLimit: 20,
        },
        StageVariables: {},
      },
    ],
  },
  [`${home} apigatewayv2:GetIntegrations`]: {
    Items: [
      {
        IntegrationId: "i0chat1",
        IntegrationType: "AWS_PROXY",
        IntegrationMethod: "POST",
        PayloadFormatVersion: "2.0",
        ConnectionType: "INTERNET",
        IntegrationUri: functionArn("claims-assistant-api"),
      },
    ],
  },
  ...routes(fixed),
});

const routes = (fixed: boolean): Answers => ({
  [`${home} apigatewayv2:GetRoutes`]: {
    Items: [
      {
        RouteId: "r0chat1",
        RouteKey: "POST /chat",
        ApiKeyRequired: false,
        Target: "integrations/i0chat1",
        ...(fixed
          ? { AuthorizationType: "JWT", AuthorizerId: "jwt001", AuthorizationScopes: ["claims/chat"] }
          : { AuthorizationType: "NONE" }),
      },
    ],
  },
  [`${home} apigatewayv2:GetAuthorizers`]: {
    Items: fixed
      ? [
          {
            AuthorizerId: "jwt001",
            AuthorizerType: "JWT",
            Name: "policyholders",
            IdentitySource: ["$request.header.Authorization"],
            JwtConfiguration: {
              Audience: ["claims-assistant"],
              Issuer: `https://cognito-idp.${home}.amazonaws.com/${home}_${account.slice(0, 9)}`,
            },
          },
        ]
      : [],
  },
});
