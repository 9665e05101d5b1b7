import type { IamCase, RawPolicy, RawStatement } from "./iam-case.ts";

export const own = "111122223333";
export const other = "999988887777";
export const role = `arn:aws:iam::${own}:role/app`;
export const session = `arn:aws:sts::${own}:assumed-role/app/job`;
export const user = `arn:aws:iam::${own}:user/ann`;
export const stranger = `arn:aws:iam::${other}:role/partner`;
export const root = (account: string) => `arn:aws:iam::${account}:root`;

/** A case with what is said, and otherwise a role that reads an object of its own account. */
export const call = (given: Partial<IamCase>): IamCase => ({
  principal: role,
  action: "s3:GetObject",
  resource: "arn:aws:s3:::corpus/claims/a.txt",
  resourceAccount: own,
  context: {},
  identity: [],
  ...given,
});

const statement =
  (Effect: RawStatement["Effect"]) =>
  (
    Action: string | string[] = "*",
    Resource: string | string[] = "*",
    more: Partial<RawStatement> = {},
  ): RawStatement => ({
    Effect,
    Action,
    Resource,
    ...more,
  });
export const allow = statement("Allow");
export const deny = statement("Deny");

/** In a resource's policy: for whom. */
export const to = (principal: unknown): Partial<RawStatement> => ({
  Principal: typeof principal === "string" && principal !== "*" ? { AWS: principal } : principal,
});
export const when = (operator: string, key: string, ...values: string[]): Partial<RawStatement> => ({
  Condition: { [operator]: { [key]: values } },
});

/** A role's trust in whomever. */
export const trust = (
  principal: unknown,
  more: Partial<RawStatement> = {},
  Action = "sts:AssumeRole",
): RawPolicy => [{ Effect: "Allow", Action, ...to(principal), ...more }];

export type Written = readonly [guarantee: string, given: IamCase, expected: "allowed" | "denied"];
