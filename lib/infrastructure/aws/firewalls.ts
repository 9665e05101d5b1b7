import type { Block } from "../block.ts";
import { present } from "../present.ts";
import type { AwsEstate } from "./estate.ts";

/** Web access control lists, and what they stand before. */
export function declareFirewalls(estate: AwsEstate): void {
  estate.each("aws_wafv2_web_acl", (block) => declareAcl(estate, block));
}

const association = "aws_wafv2_web_acl_association";

/** The list that stands before a resource. */
export const aclBefore = (estate: AwsEstate, resourceArn: string): string | undefined =>
  estate.naming(association, "resource_arn", resourceArn)[0]?.text("web_acl_arn");

/** The words of the listing for what may be guarded, by the service in its ARN. */
const guarded: Readonly<Record<string, string>> = {
  apigateway: "API_GATEWAY",
  "cognito-idp": "COGNITO_USER_POOL",
  elasticloadbalancing: "APPLICATION_LOAD_BALANCER",
};

function declareAcl(estate: AwsEstate, block: Block): void {
  const region = estate.regionOf(block);
  const ARN = estate.arnOf(block);
  const Id = estate.idOf(block);
  const Name = block.known("name") ?? Id;
  if (block.text("scope") === "CLOUDFRONT") return;
  estate.answers.list("wafv2:ListWebACLs", region, "WebACLs", [{ Name, Id, ARN }], { Scope: "REGIONAL" });
  estate.answers.say(
    "wafv2:GetWebACL",
    region,
    { Id },
    { WebACL: { ARN, Id, Name, Rules: block.blocks("rule").map(ruleOf) } },
  );
  for (const one of estate.naming(association, "web_acl_arn", ARN)) {
    const resource = one.text("resource_arn") ?? "";
    const ResourceType = guarded[resource.split(":")[2] ?? ""];
    if (ResourceType)
      estate.answers.list("wafv2:ListResourcesForWebACL", region, "ResourceArns", [resource], {
        WebACLArn: ARN,
        ResourceType,
      });
  }
}

function ruleOf(rule: Block) {
  const action = rule.block("action");
  const override = rule.block("override_action");
  const statement = rule.block("statement");
  return present({
    Name: rule.text("name") ?? "rule",
    Statement: statement ? inPascal(statement) : {},
    Action: action && inPascal(action),
    OverrideAction: override && inPascal(override),
  });
}

/** WAF's own words are Terraform's in another case; what is nested may stand once. */
function inPascal(block: Block): Record<string, unknown> {
  const members = block.names().flatMap((name): [string, unknown][] => {
    const value = block.raw(name);
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      return [[pascal(name), value]];
    const inner = block.blocks(name);
    return inner.length === 0 ? [] : [[pascal(name), inPascal(inner[0] ?? block)]];
  });
  return Object.fromEntries(members);
}

const pascal = (name: string): string =>
  name
    .split("_")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
