import { allow, call, deny, own, role, session, to, when, type Written } from "./written.ts";

const github = `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com`;

/** Where AWS's documentation says otherwise than the simulator: what it says, where, and a case that shows it. */
export const differences: readonly { rule: string; link: string; shown: Written }[] = [
  {
    rule: "A resource's policy that names a session is not limited by the session policy's silence.",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    shown: [
      "a session that is named is let in",
      call({
        principal: session,
        session: [allow("bedrock:*")],
        resourcePolicy: [allow("s3:GetObject", "*", to(session))],
      }),
      "allowed",
    ],
  },
  {
    rule: "Everybody whose ARN is the one asked for is let in whatever a session policy leaves out.",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles",
    shown: [
      "everybody under a condition on the caller's ARN",
      call({
        principal: session,
        session: [allow("bedrock:*")],
        resourcePolicy: [
          allow("s3:GetObject", "*", { ...to("*"), ...when("ArnEquals", "aws:PrincipalArn", role) }),
        ],
        context: { "aws:PrincipalArn": [role] },
      }),
      "allowed",
    ],
  },
  {
    rule: "Service control policies do not bind the roles that AWS services keep for themselves.",
    link: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
    shown: [
      "a service-linked role is not limited",
      call({
        principal: `arn:aws:iam::${own}:role/aws-service-role/sagemaker.amazonaws.com/AWSServiceRoleForAmazonSageMakerNotebooks`,
        identity: [[allow("s3:*")]],
        serviceControl: [[[allow("bedrock:*")]]],
      }),
      "allowed",
    ],
  },
  {
    rule: "Resource control policies reach the resources of some services only.",
    link: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html",
    shown: [
      "a function is not reached",
      call({
        action: "lambda:InvokeFunction",
        resource: `arn:aws:lambda:eu-west-1:${own}:function:tool`,
        identity: [[allow("lambda:*")]],
        resourceControl: [[[{ ...deny("lambda:*"), Principal: "*" }]]],
      }),
      "allowed",
    ],
  },
  {
    rule: "The user who owns an account may do everything in it that its organization does not forbid.",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html",
    shown: ["the root user needs no policy", call({ principal: `arn:aws:iam::${own}:root` }), "allowed"],
  },
  {
    rule: "A comparison that asks for a difference holds where a variable has no value.",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value",
    shown: [
      "a variable without a value differs from everything",
      call({
        identity: [
          [allow("*", "*", when("StringNotEquals", "aws:RequestedRegion", "${aws:PrincipalTag/region}"))],
        ],
        context: { "aws:RequestedRegion": ["eu-west-1"] },
      }),
      "allowed",
    ],
  },
  {
    rule: "A condition with IfExists holds where the key is not there, whatever stands before it.",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IfExists",
    shown: [
      "ForAnyValue with IfExists of nothing",
      call({
        identity: [[allow("*", "*", when("ForAnyValue:StringEqualsIfExists", "aws:TagKeys", "team"))]],
      }),
      "allowed",
    ],
  },
  {
    rule: "An IPv6 address is no address of IPv4, so whoever must not have that one has not.",
    link: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ipv6-access.html#ipv6-access-iam",
    shown: [
      "an address of the other family is outside",
      call({
        identity: [[allow("*", "*", when("NotIpAddress", "aws:SourceIp", "198.51.100.7"))]],
        context: { "aws:SourceIp": ["2001:db8::1"] },
      }),
      "allowed",
    ],
  },
  {
    rule: "A denial of all but some reaches everybody else of their account, which is listed beside them.",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html",
    shown: [
      "another role of the account is denied",
      call({
        identity: [[allow()]],
        resourcePolicy: [
          {
            Effect: "Deny",
            Action: "s3:*",
            Resource: "*",
            NotPrincipal: { AWS: [`arn:aws:iam::${own}:user/ann`, `arn:aws:iam::${own}:root`] },
          },
        ],
      }),
      "denied",
    ],
  },
  {
    rule: "A token of an identity provider brings keys under that provider's own name.",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif",
    shown: [
      "a workflow's token whose subject fits opens",
      call({
        action: "sts:AssumeRoleWithWebIdentity",
        resource: `arn:aws:iam::${own}:role/target`,
        principal: github,
        resourcePolicy: [
          {
            Effect: "Allow",
            Action: "sts:AssumeRoleWithWebIdentity",
            Principal: { Federated: github },
            Condition: {
              StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme/claims:*" },
              StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
            },
          },
        ],
        context: {
          "token.actions.githubusercontent.com:sub": ["repo:acme/claims:ref:refs/heads/main"],
          "token.actions.githubusercontent.com:aud": ["sts.amazonaws.com"],
        },
      }),
      "allowed",
    ],
  },
  {
    rule: "A range of length zero holds every address of its family.",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress",
    shown: [
      "0.0.0.0/0 is everywhere",
      call({
        identity: [[allow("*", "*", when("IpAddress", "aws:SourceIp", "0.0.0.0/0"))]],
        context: { "aws:SourceIp": ["198.51.100.7"] },
      }),
      "allowed",
    ],
  },
];

/** Where the documentation leaves it open: what it says, and that we say maybe. */
export const undecided: readonly { rule: string; link: string; shown: Written[1] }[] = [
  {
    rule: "A denial of all but some may reach who is listed where its account is not listed beside it.",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html",
    shown: call({
      identity: [[allow()]],
      resourcePolicy: [{ Effect: "Deny", Action: "s3:*", Resource: "*", NotPrincipal: { AWS: role } }],
    }),
  },
];
