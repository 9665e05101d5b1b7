import { describe, expect, test } from "vitest";

import { accessIn, findingsOf, scanText } from "./scanned-plan.ts";

const serverless = "AWS::Serverless-2016-10-31";
const extensions = "AWS::LanguageExtensions";
const template = (Transform: unknown, Resources: object, more: object = {}) =>
  JSON.stringify({ ...(Transform === undefined ? {} : { Transform }), Resources, ...more });
const findings = async (text: string) =>
  findingsOf(await scanText("stack.json", text)).filter((one) => !one.startsWith("ai/owner-named"));

const invoke = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "bedrock:InvokeModel",
      Resource: "arn:aws:bedrock:us-east-1::foundation-model/m",
    },
  ],
};
const desk = (Events: object, more: object = {}) => ({
  Type: "AWS::Serverless::Function",
  Properties: { Runtime: "python3.13", Handler: "app.ask", Policies: [invoke], Events, ...more },
});
const ask = (more: object = {}) => ({ Type: "Api", Properties: { Path: "/ask", Method: "post", ...more } });
const globals = (Api: object) => ({ Globals: { Api } });
const kept = {
  Auth: { DefaultAuthorizer: "AWS_IAM" },
  AccessLogSetting: { DestinationArn: "arn:aws:logs:us-east-1:000000000000:log-group:api" },
  MethodSettings: [{ HttpMethod: "*", ResourcePath: "/*", ThrottlingRateLimit: 50 }],
};

describe("a serverless template", () => {
  test("is judged by what it expands to, at what is written", async () => {
    const found = await findings(template(serverless, { Desk: desk({ Ask: ask() }) }));
    expect(found).toEqual(
      expect.arrayContaining([
        "api/authentication stack.Desk",
        "api/access-logging stack.Desk",
        "api/throttled stack.Desk",
      ]),
    );
  });

  test("takes what holds for all of a type, and what an event says otherwise", async () => {
    const authentication = (found: string[]) => found.filter((one) => one.startsWith("api/authentication"));
    const all = await findings(template(serverless, { Desk: desk({ Ask: ask() }) }, globals(kept)));
    const open = desk({ Ask: ask({ Auth: { Authorizer: "NONE" } }) });
    expect(authentication(all)).toEqual([]);
    expect(all.filter((one) => /access-logging|throttled/.test(one))).toEqual([]);
    expect(authentication(await findings(template(serverless, { Desk: open }, globals(kept))))).toEqual([
      "api/authentication stack.Desk",
    ]);
  });

  test("has HTTP APIs, addresses of functions and tables", async () => {
    const resources = {
      Door: { Type: "AWS::Serverless::HttpApi", Properties: { Auth: { DefaultAuthorizer: "AWS_IAM" } } },
      Desk: desk(
        { Ask: { Type: "HttpApi", Properties: { Path: "/ask", Method: "POST", ApiId: { Ref: "Door" } } } },
        {
          FunctionUrlConfig: { AuthType: "NONE" },
          Environment: { Variables: { API_KEY: `sk-proj-${"Zm9vYmFy".repeat(6)}` } },
        },
      ),
      Claims: { Type: "AWS::Serverless::SimpleTable", Properties: { TableName: "claims" } },
    };
    const found = await findings(template([serverless], resources));
    expect(found).toEqual(
      expect.arrayContaining([
        "compute/authentication stack.Desk",
        "compute/secrets-by-reference stack.Desk",
        "api/access-logging stack.Door",
      ]),
    );
    expect(found).not.toContain("api/authentication stack.Door");
  });

  const wide = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  const administrator = async (Resources: object, more: object = {}) => {
    const scan = await scanText("stack.json", template(serverless, Resources, more));
    const isIt = ({ check }: { check: { id: string } }) => check.id === "identity/ai-not-administrator";
    if (scan.findings.some(isIt)) return "fail";
    return scan.unknowns.some(isIt) ? "unknown" : "pass";
  };
  const with_ = (...Policies: unknown[]) => ({ Desk: desk({}, { Policies: [...Policies, invoke] }) });

  test("does not pass what only the transform knows", async () => {
    expect(await administrator({ Desk: desk({}) })).toBe("pass");
    expect(await administrator(with_(wide))).toBe("fail");
    expect(await administrator(with_({ ClaimsPolicyOfTomorrow: { BucketName: "claims" } }))).toBe("unknown");
  });

  test("has its own policies written out, where it is told what they are about", async () => {
    const about = (value: unknown) => with_({ S3CrudPolicy: { BucketName: value } });
    expect(await administrator(about("claims"))).toBe("pass");
    expect(await administrator({ ...about({ Ref: "Claims" }), Claims: { Type: "AWS::S3::Bucket" } })).toBe(
      "pass",
    );
    expect(await administrator(about({ Ref: "Given" }), { Parameters: { Given: { Type: "String" } } })).toBe(
      "unknown",
    );
    expect(await administrator(with_({ S3CrudPolicy: {} }))).toBe("unknown");
    expect(await administrator(with_({ VPCAccessPolicy: {} }))).toBe("pass");
  });

  const claims = { Claims: { Type: "AWS::S3::Bucket" } };
  const access = (Resources: object) =>
    accessIn("stack.json", template(serverless, { ...Resources, ...claims }));
  const [reads, writes] = ["can-read aws.s3.bucket", "can-write aws.s3.bucket"];

  test("gives a function and a state machine what the policies of its own allow", async () => {
    const policies = [{ S3ReadPolicy: { BucketName: { Ref: "Claims" } } }];
    const machine = { Type: "AWS::Serverless::StateMachine", Properties: { Policies: policies } };
    expect(await access(with_())).toEqual([]);
    expect(await access(with_(...policies))).toEqual([reads]);
    expect(await access(with_({ S3CrudPolicy: { BucketName: { Ref: "Claims" } } }))).toContain(writes);
    expect(await access({ Flow: machine })).toEqual([reads]);
  });

  test.each([
    ["AmazonS3ReadOnlyAccess", [reads]],
    ["AWSLambdaBasicExecutionRole", []],
    ["PowerUserAccess", [reads, writes]],
  ])("reads what AWS publishes of %s", async (name, held) => {
    expect(await access(with_(name))).toEqual(expect.arrayContaining(held));
    expect((await access(with_(name))).filter((one) => /read|write/.test(one))).toHaveLength(held.length);
  });

  test("does not take a policy of AWS's own that it does not know for one that allows nothing", async () => {
    expect(await administrator(with_("AmazonOfTomorrowFullAccess"))).toBe("unknown");
  });

  test("has connectors, beside the resource and with it, give a role what they say", async () => {
    const apart = (...Permissions: string[]) => ({
      Type: "AWS::Serverless::Connector",
      Properties: { Source: { Id: "Desk" }, Destination: { Id: "Claims" }, Permissions },
    });
    const Connectors = {
      Both: { Properties: { Destination: [{ Id: "Claims" }], Permissions: ["Read", "Write"] } },
    };
    const role = { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: invoke } };
    const Role = { "Fn::GetAtt": ["Own", "Arn"] };
    expect(await access({ ...with_(), Reads: apart("Read") })).toEqual([reads]);
    expect(await access({ ...with_(), Writes: apart("Write") })).toEqual([writes]);
    expect(await access({ Desk: { ...desk({}), Connectors } })).toEqual([reads, writes]);
    expect(await access({ Own: role, Desk: { ...desk({}, { Role }), Connectors } })).toEqual([reads, writes]);
  });

  test("does not pass a connector whose ends or permissions it does not know", async () => {
    const to = (Destination: object, Permissions: unknown = ["Read"]) => ({
      ...with_(),
      ...claims,
      Reads: {
        Type: "AWS::Serverless::Connector",
        Properties: { Source: { Id: "Desk" }, Destination, Permissions },
      },
    });
    expect(await administrator(to({ Id: "Claims" }))).toBe("pass");
    expect(await administrator(to({ Type: "AWS::S3::Bucket", Arn: "arn:aws:s3:::claims" }))).toBe("unknown");
    expect(await administrator(to({ Id: "Claims" }, { Ref: "Given" }))).toBe("unknown");
  });

  test("is refused where the template does not say so", async () => {
    await expect(scanText("stack.json", template(undefined, { Desk: desk({}) }))).rejects.toThrow(
      /Desk is AWS::Serverless::Function, which needs the Transform AWS::Serverless-2016-10-31/,
    );
  });
});

const lab = (RootAccess: string) => ({
  Type: "AWS::SageMaker::NotebookInstance",
  Properties: { RootAccess },
});
const roots = async (Resources: object, more: object = {}) =>
  (await findings(template(extensions, Resources, more))).filter((one) =>
    one.startsWith("notebook/no-root-access"),
  );

describe("loops", () => {
  test("are written out, one in the other and over a parameter's default", async () => {
    const over = { Parameters: { Teams: { Type: "CommaDelimitedList", Default: "Claims, Fraud" } } };
    const each = ["Team", { Ref: "Teams" }, { "Lab${Team}": lab("Enabled") }];
    const nested = [
      "Site",
      ["East", "West"],
      { "Fn::ForEach::Team": ["Team", ["A", "B"], { "${Site}${Team}": lab("Enabled") }] },
    ];
    expect((await roots({ "Fn::ForEach::Teams": each }, over)).toSorted()).toEqual([
      "notebook/no-root-access stack.LabClaims",
      "notebook/no-root-access stack.LabFraud",
    ]);
    expect(await roots({ "Fn::ForEach::Sites": nested })).toHaveLength(4);
  });

  test("stand in properties too", async () => {
    const Properties = { "Fn::ForEach::Settings": ["Access", ["Root"], { "${Access}Access": "Enabled" }] };
    expect(await roots({ Lab: { Type: "AWS::SageMaker::NotebookInstance", Properties } })).toHaveLength(1);
  });

  test("over what only the deployment knows are told as undecided", async () => {
    const each = ["Team", { Ref: "Teams" }, { "Lab${Team}": lab("Enabled") }];
    const scan = await scanText(
      "stack.json",
      template(
        extensions,
        { "Fn::ForEach::Teams": each, Own: lab("Disabled") },
        { Parameters: { Teams: { Type: "CommaDelimitedList" } } },
      ),
    );
    expect(scan.gaps.map(({ unknown }) => unknown.message)).toContain(
      "What it writes of stack.Fn::ForEach::Teams is known only after it is applied",
    );
  });

  const deep = (levels: number): object =>
    levels === 0
      ? lab("Enabled")
      : {
          [`Fn::ForEach::L${levels}`]: [
            `L${levels}`,
            ["a"],
            levels === 1 ? { "Lab${L1}": lab("Enabled") } : deep(levels - 1),
          ],
        };
  const many = Array.from({ length: 200 }, (_, index) => String(index));
  const square = ["A", many, { "Fn::ForEach::Inner": ["B", many, { "Lab${A}x${B}": lab("Enabled") }] }];
  test.each<[string, unknown, object, RegExp]>([
    [
      "no Transform",
      undefined,
      { "Fn::ForEach::T": ["A", ["a"], {}] },
      /Fn::ForEach::T needs the Transform AWS::LanguageExtensions/,
    ],
    [
      "no list of three",
      extensions,
      { "Fn::ForEach::T": ["A", ["a"]] },
      /Fn::ForEach::T must be a list of three/,
    ],
    ["no name", extensions, { "Fn::ForEach": ["A", ["a"], {}] }, /Fn::ForEach must have a name/],
    [
      "a body that is none",
      extensions,
      { "Fn::ForEach::T": ["A", ["a"], "x"] },
      /Fn::ForEach::T must write an object/,
    ],
    ["too deep a nest", extensions, deep(7), /nests deeper than 5 loops/],
    ["too many rounds", extensions, { "Fn::ForEach::T": square }, /goes round more than 10000 times/],
  ])("with %s are refused by name", async (_, transform, resources, message) => {
    await expect(
      scanText("stack.json", template(transform, { ...resources, Own: lab("Disabled") })),
    ).rejects.toThrow(message);
  });
});
