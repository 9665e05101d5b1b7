import {
  allow,
  call,
  deny,
  other,
  own,
  role,
  root,
  session,
  stranger,
  to,
  user,
  when,
  type Written,
} from "./written.ts";

const all = [[allow()]];
const read = [[allow("s3:GetObject")]];

/** How the kinds of policies work together. */
export const layerCases: readonly Written[] = [
  ["nothing is allowed by nothing", call({}), "denied"],
  ["an identity policy allows", call({ identity: read }), "allowed"],
  [
    "a second identity policy allows as well as the first",
    call({ identity: [[allow("ec2:*")], [allow("s3:*")]] }),
    "allowed",
  ],
  ["a deny outranks an allow beside it", call({ identity: [[allow(), deny("s3:Get*")]] }), "denied"],
  [
    "a deny in one policy outranks an allow in another",
    call({ identity: [[allow()], [deny("s3:*")]] }),
    "denied",
  ],
  [
    "a deny of another action takes nothing",
    call({ identity: [[allow(), deny("s3:PutObject")]] }),
    "allowed",
  ],
  [
    "a deny of another resource takes nothing",
    call({ identity: [[allow(), deny("s3:*", "arn:aws:s3:::corpus")]] }),
    "allowed",
  ],

  ["a boundary gives nothing", call({ boundary: [allow()] }), "denied"],
  [
    "a boundary that allows leaves what the identity allows",
    call({ identity: read, boundary: [allow("s3:*")] }),
    "allowed",
  ],
  [
    "a silent boundary takes what the identity allows",
    call({ identity: all, boundary: [allow("bedrock:*")] }),
    "denied",
  ],
  ["a boundary denies", call({ identity: all, boundary: [allow(), deny("s3:GetObject")] }), "denied"],
  [
    "a boundary's condition counts",
    call({
      identity: all,
      boundary: [allow("s3:*", "*", when("Bool", "aws:SecureTransport", "true"))],
      context: { "aws:SecureTransport": ["false"] },
    }),
    "denied",
  ],

  ["a session policy gives nothing", call({ principal: session, session: [allow()] }), "denied"],
  [
    "a session policy that allows leaves what its role may",
    call({ principal: session, identity: read, session: [allow("s3:*")] }),
    "allowed",
  ],
  [
    "a silent session policy takes what its role may",
    call({ principal: session, identity: all, session: [allow("bedrock:*")] }),
    "denied",
  ],
  [
    "a session policy and a boundary both limit",
    call({ principal: session, identity: all, boundary: [allow("s3:*")], session: [allow("s3:PutObject")] }),
    "denied",
  ],

  ["an organization's policy gives nothing", call({ serviceControl: [[[allow()]]] }), "denied"],
  [
    "an organization's policy that allows leaves what is allowed",
    call({ identity: read, serviceControl: [[[allow()]], [[allow()]]] }),
    "allowed",
  ],
  [
    "one silent level of an organization takes everything",
    call({ identity: all, serviceControl: [[[allow()]], [[allow("bedrock:*")]], [[allow()]]] }),
    "denied",
  ],
  [
    "a level without any policy takes everything",
    call({ identity: all, serviceControl: [[[allow()]], []] }),
    "denied",
  ],
  [
    "one of two policies on a level is enough",
    call({ identity: read, serviceControl: [[[allow("bedrock:*")], [allow("s3:*")]]] }),
    "allowed",
  ],
  [
    "an organization denies",
    call({
      identity: all,
      serviceControl: [
        [[allow(), deny("s3:*", "*", when("StringNotEquals", "aws:RequestedRegion", "eu-west-1"))]],
      ],
      context: { "aws:RequestedRegion": ["us-east-1"] },
    }),
    "denied",
  ],
  [
    "an organization's exception holds",
    call({
      identity: all,
      serviceControl: [
        [[allow(), deny("s3:*", "*", when("StringNotEquals", "aws:RequestedRegion", "eu-west-1"))]],
      ],
      context: { "aws:RequestedRegion": ["eu-west-1"] },
    }),
    "allowed",
  ],
  [
    "an organization limits what a bucket's policy grants",
    call({ resourcePolicy: [allow("s3:*", "*", to(role))], serviceControl: [[[allow("bedrock:*")]]] }),
    "denied",
  ],
  [
    "an organization's policy for resources denies",
    call({ identity: all, resourceControl: [[[{ ...deny("s3:*"), Principal: "*" }]]] }),
    "denied",
  ],
  [
    "an organization's policy for resources keeps strangers out",
    call({
      principal: stranger,
      identity: all,
      resourcePolicy: [allow("s3:*", "*", to(stranger))],
      resourceControl: [
        [
          [
            {
              ...deny("s3:*", "*", when("StringNotEqualsIfExists", "aws:PrincipalOrgID", "o-abc")),
              Principal: "*",
            },
          ],
        ],
      ],
      context: { "aws:PrincipalOrgID": ["o-xyz"] },
    }),
    "denied",
  ],
  [
    "an organization's policy for resources lets its own in",
    call({
      identity: all,
      resourceControl: [
        [
          [
            {
              ...deny("s3:*", "*", when("StringNotEqualsIfExists", "aws:PrincipalOrgID", "o-abc")),
              Principal: "*",
            },
          ],
        ],
      ],
      context: { "aws:PrincipalOrgID": ["o-abc"] },
    }),
    "allowed",
  ],

  [
    "a bucket's policy is enough in its own account",
    call({ resourcePolicy: [allow("s3:GetObject", "*", to(role))] }),
    "allowed",
  ],
  [
    "a bucket's policy for everybody is enough in its own account",
    call({ resourcePolicy: [allow("s3:GetObject", "*", to("*"))] }),
    "allowed",
  ],
  [
    "a bucket's policy for the account leaves it to identities, which are silent",
    call({ resourcePolicy: [allow("s3:GetObject", "*", to(own))] }),
    "denied",
  ],
  [
    "a bucket's policy for the account leaves it to identities, which allow",
    call({ identity: read, resourcePolicy: [allow("s3:GetObject", "*", to(root(own)))] }),
    "allowed",
  ],
  [
    "a bucket's policy for somebody else says nothing",
    call({ resourcePolicy: [allow("s3:GetObject", "*", to(user))] }),
    "denied",
  ],
  [
    "a bucket's policy denies",
    call({ identity: all, resourcePolicy: [deny("s3:*", "*", to("*"))] }),
    "denied",
  ],
  [
    "a bucket's policy for a role lets its session in",
    call({ principal: session, resourcePolicy: [allow("s3:GetObject", "*", to(role))] }),
    "allowed",
  ],
  [
    "a role that is named is still within its boundary",
    call({ resourcePolicy: [allow("s3:GetObject", "*", to(role))], boundary: [allow("bedrock:*")] }),
    "denied",
  ],
  [
    "a session that is named is not limited by the boundary's silence",
    call({
      principal: session,
      resourcePolicy: [allow("s3:GetObject", "*", to(session))],
      boundary: [allow("bedrock:*")],
    }),
    "allowed",
  ],
  [
    "a user who is named is not limited by the boundary's silence",
    call({
      principal: user,
      resourcePolicy: [allow("s3:GetObject", "*", to(user))],
      boundary: [allow("bedrock:*")],
    }),
    "allowed",
  ],
  [
    "a user who is named is bound by the boundary's denial",
    call({
      principal: user,
      resourcePolicy: [allow("s3:GetObject", "*", to(user))],
      boundary: [deny("s3:*")],
    }),
    "denied",
  ],
  [
    "everybody is not limited by the boundary's silence",
    call({ resourcePolicy: [allow("s3:GetObject", "*", to("*"))], boundary: [allow("bedrock:*")] }),
    "allowed",
  ],
  [
    "a role that is named is still within its session's policy",
    call({
      principal: session,
      resourcePolicy: [allow("s3:GetObject", "*", to(role))],
      session: [allow("bedrock:*")],
    }),
    "denied",
  ],

  [
    "another account's bucket needs both sides: only the identity",
    call({ resourceAccount: other, identity: all }),
    "denied",
  ],
  [
    "another account's bucket needs both sides: only the bucket",
    call({ resourceAccount: other, resourcePolicy: [allow("s3:*", "*", to(role))] }),
    "denied",
  ],
  [
    "another account's bucket needs both sides: both by name",
    call({ resourceAccount: other, identity: read, resourcePolicy: [allow("s3:*", "*", to(role))] }),
    "allowed",
  ],
  [
    "another account's bucket needs both sides: both by account",
    call({ resourceAccount: other, identity: read, resourcePolicy: [allow("s3:*", "*", to(own))] }),
    "allowed",
  ],
  [
    "another account's bucket needs both sides: everybody",
    call({ resourceAccount: other, identity: read, resourcePolicy: [allow("s3:*", "*", to("*"))] }),
    "allowed",
  ],
  [
    "a boundary limits across accounts",
    call({
      resourceAccount: other,
      identity: read,
      boundary: [allow("bedrock:*")],
      resourcePolicy: [allow("s3:*", "*", to(role))],
    }),
    "denied",
  ],
  [
    "a user who is named across accounts is within the boundary",
    call({
      principal: user,
      resourceAccount: other,
      identity: read,
      boundary: [allow("bedrock:*")],
      resourcePolicy: [allow("s3:*", "*", to(user))],
    }),
    "denied",
  ],
  [
    "a resource without a policy is closed to other accounts",
    call({
      action: "bedrock:InvokeAgent",
      resource: `arn:aws:bedrock:eu-west-1:${other}:agent-alias/A/B`,
      resourceAccount: other,
      identity: all,
    }),
    "denied",
  ],

  [
    "an endpoint's policy limits",
    call({ identity: all, endpoint: [{ ...allow("s3:PutObject"), Principal: "*" }] }),
    "denied",
  ],
  [
    "an endpoint's policy that allows leaves what is allowed",
    call({ identity: read, endpoint: [{ ...allow("s3:*"), Principal: "*" }] }),
    "allowed",
  ],
  ["an endpoint's policy gives nothing", call({ endpoint: [{ ...allow(), Principal: "*" }] }), "denied"],

  [
    "nobody known reads a bucket that is open to everybody",
    call({ principal: "*", resourcePolicy: [allow("s3:GetObject", "*", to("*"))] }),
    "allowed",
  ],
  [
    "nobody known reads a bucket that is open to an account: not",
    call({ principal: "*", resourcePolicy: [allow("s3:GetObject", "*", to(own))] }),
    "denied",
  ],
  [
    "nobody known is kept out of a public bucket that is blocked",
    call({
      principal: "*",
      resourcePolicy: [allow("s3:GetObject", "*", to("*"))],
      restrictsPublicPolicy: true,
    }),
    "denied",
  ],
  [
    "another account is kept out of a public bucket that is blocked",
    call({
      principal: stranger,
      identity: all,
      resourcePolicy: [allow("s3:GetObject", "*", to("*"))],
      restrictsPublicPolicy: true,
    }),
    "denied",
  ],
  [
    "another account by name is kept out of a public bucket that is blocked",
    call({
      principal: stranger,
      identity: all,
      resourcePolicy: [allow("s3:GetObject", "*", to("*")), allow("s3:GetObject", "*", to(stranger))],
      restrictsPublicPolicy: true,
    }),
    "denied",
  ],
  [
    "the own account reads a public bucket that is blocked",
    call({ resourcePolicy: [allow("s3:GetObject", "*", to("*"))], restrictsPublicPolicy: true }),
    "allowed",
  ],
  [
    "a bucket whose policy is not public is not blocked",
    call({
      principal: stranger,
      identity: all,
      resourcePolicy: [allow("s3:GetObject", "*", to(stranger))],
      restrictsPublicPolicy: true,
    }),
    "allowed",
  ],

  [
    "a denial of all but some spares those",
    call({
      identity: all,
      resourcePolicy: [
        { Effect: "Deny", Action: "s3:*", Resource: "*", NotPrincipal: { AWS: [role, root(own)] } },
      ],
    }),
    "allowed",
  ],
  [
    "a denial of all but some reaches whoever has a boundary",
    call({
      identity: all,
      boundary: [allow()],
      resourcePolicy: [
        { Effect: "Deny", Action: "s3:*", Resource: "*", NotPrincipal: { AWS: [role, root(own)] } },
      ],
    }),
    "denied",
  ],
];
