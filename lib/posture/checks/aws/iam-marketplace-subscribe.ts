import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

/** One statement as it is kept: lists are lists, and what is left out was not written. */
type Statement = { Effect: string; Action?: string[]; Condition?: object };

const covers = (pattern: string): boolean =>
  ["*", "aws-marketplace:*", "aws-marketplace:subscribe"].includes(pattern.toLowerCase());
/** To name the products that may be bought is the one way to allow it narrowly. */
const isOpen = ({ Effect, Action = [], Condition }: Statement): boolean =>
  Effect === "Allow" &&
  Action.some(covers) &&
  !/aws-marketplace:ProductId/i.test(JSON.stringify(Condition ?? {}));

function statementsIn(document: string): Statement[] {
  // Safe because the connector keeps only documents that it parsed.
  const { Statement: statements } = JSON.parse(document) as { Statement: Statement[] };
  return statements;
}

const text = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const subscribe = { Effect: "Allow", Action: ["aws-marketplace:Subscribe"], Resource: ["*"] };

export default defineCheck({
  id: "aws/iam-marketplace-subscribe",
  title: "Policy names the marketplace products that may be subscribed to",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "aws.iam.policy",
  risk: "Whoever holds the policy turns on any seller's model, with its price and its terms, for the whole account.",
  remediation: {
    summary: "Limit aws-marketplace:Subscribe to the product ids of the models you approved.",
    cli: "aws iam create-policy-version --policy-arn <policy> --policy-document file://approved-products.json --set-as-default",
    terraform:
      'condition { test = "ForAnyValue:StringEquals" variable = "aws-marketplace:ProductId" values = ["<product>"] }',
    console: ["IAM › Policies › open the policy › Edit", "Add a condition on aws-marketplace:ProductId"],
  },
  references: ["https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html"],

  evaluate: ({ properties: { attachmentCount, document } }) => {
    if (attachmentCount === 0 || document === undefined) return notApplicable;
    return statementsIn(document).some(isOpen)
      ? fail("It allows a subscription to every product", { attachmentCount })
      : pass;
  },

  examples: {
    pass: [
      {
        name: "named products",
        properties: {
          attachmentCount: 1,
          document: text({
            ...subscribe,
            Condition: { "ForAnyValue:StringEquals": { "aws-marketplace:ProductId": ["p-1"] } },
          }),
        },
      },
      {
        name: "denied",
        properties: { attachmentCount: 1, document: text({ ...subscribe, Effect: "Deny" }) },
      },
      {
        name: "nothing of the marketplace",
        properties: { attachmentCount: 1, document: text({ Effect: "Allow", Action: ["s3:GetObject"] }) },
      },
    ],
    fail: [{ name: "every product", properties: { attachmentCount: 2, document: text(subscribe) } }],
    notApplicable: [
      { name: "held by nobody", properties: { attachmentCount: 0, document: text(subscribe) } },
    ],
  },
});
