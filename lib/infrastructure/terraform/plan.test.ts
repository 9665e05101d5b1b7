import { expect, test } from "vitest";

import { declaredIn, TerraformDocument } from "./plan.ts";

const role = (address: string, index?: number) => ({
  address,
  mode: "managed",
  type: "aws_iam_role",
  name: "agent",
  ...(index === undefined ? {} : { index }),
  values: { name: address },
});
const change = (address: string, type: string, after: object, after_unknown: object, more: object = {}) => ({
  address,
  mode: "managed",
  type,
  name: "agent",
  change: { actions: ["create"], after, after_unknown, ...more },
});

const read = (document: object) =>
  declaredIn(TerraformDocument.parse({ format_version: "1.2", ...document }), "plan.json");
const targets = (document: object, address: string, ...path: string[]) =>
  read(document)
    .find(({ place }) => place.address === address)
    ?.references(path)
    .map(({ to, attribute }) => `${to.place.address} ${attribute}`);

test("a reference of one instance leads to the instance with the same key", () => {
  const agent = { mode: "managed", type: "aws_bedrockagent_agent", name: "agent", values: {} };
  const document = {
    planned_values: {
      root_module: {
        resources: [
          role("aws_iam_role.agent[0]", 0),
          role("aws_iam_role.agent[1]", 1),
          { ...agent, address: "aws_bedrockagent_agent.agent[1]", index: 1 },
        ],
      },
    },
    configuration: {
      root_module: {
        resources: [
          { address: "aws_iam_role.agent", expressions: {} },
          {
            address: "aws_bedrockagent_agent.agent",
            expressions: { agent_resource_role_arn: { references: ["aws_iam_role.agent", "count.index"] } },
          },
        ],
      },
    },
  };
  expect(targets(document, "aws_bedrockagent_agent.agent[1]", "agent_resource_role_arn")).toEqual([
    "aws_iam_role.agent[1] id",
  ]);
});

test("a reference leads through the variable and the output of modules", () => {
  const document = {
    planned_values: {
      root_module: {
        child_modules: [
          { address: "module.iam", resources: [role("module.iam.aws_iam_role.agent")] },
          {
            address: "module.agent",
            resources: [
              {
                address: "module.agent.aws_bedrockagent_agent.agent",
                mode: "managed",
                type: "aws_bedrockagent_agent",
                name: "agent",
                values: {},
              },
            ],
          },
        ],
      },
    },
    configuration: {
      root_module: {
        module_calls: {
          iam: {
            module: {
              resources: [{ address: "aws_iam_role.agent", expressions: {} }],
              outputs: {
                arn: { expression: { references: ["aws_iam_role.agent.arn", "aws_iam_role.agent"] } },
              },
            },
          },
          agent: {
            expressions: { role: { references: ["module.iam.arn", "module.iam"] } },
            module: {
              resources: [
                {
                  address: "aws_bedrockagent_agent.agent",
                  expressions: { agent_resource_role_arn: { references: ["var.role"] } },
                },
              ],
            },
          },
        },
      },
    },
  };
  const address = "module.agent.aws_bedrockagent_agent.agent";
  expect(targets(document, address, "agent_resource_role_arn")).toEqual([
    "module.iam.aws_iam_role.agent arn",
  ]);
});

test("what is destroyed is not judged, and what is deposed stands for nothing", () => {
  const gone = change("aws_iam_role.gone", "aws_iam_role", {}, {}, { actions: ["delete"], after: null });
  const deposed = { ...change("aws_iam_role.agent", "aws_iam_role", { name: "old" }, {}), deposed: "abc" };
  const document = {
    planned_values: { root_module: { resources: [role("aws_iam_role.agent")] } },
    resource_changes: [gone, deposed],
  };
  expect(read(document).map(({ place, values }) => [place.address, values["name"]])).toEqual([
    ["aws_iam_role.agent", "aws_iam_role.agent"],
  ]);
});

test("what the provider fills in is left out, and what is written is not", () => {
  const after = { name: "agent" };
  const unknown = { inline_policy: true, description: true, path: true, tags: { team: true } };
  const leftOutOf = (actions: readonly string[]) => {
    const address = "aws_iam_role.agent";
    const [one] = read({
      resource_changes: [change(address, "aws_iam_role", after, unknown, { actions })],
      configuration: {
        root_module: {
          resources: [
            {
              address,
              expressions: { name: {}, path: { references: ["var.path"] }, tags: { references: [] } },
            },
          ],
        },
      },
    });
    const paths = [["description"], ["path"], ["tags"]].filter((path) => one?.isLeftOut(path, "value"));
    const blocks = [["inline_policy"], ["statement"]].filter((path) => one?.isLeftOut(path, "block"));
    return [...paths, ...blocks].flat();
  };
  expect(leftOutOf(["create"])).toEqual(["description", "inline_policy"]);
  expect(leftOutOf(["update"])).toEqual([]);
});
