import type { Scope } from "#lib/domain/connector.ts";

export const logGroupKey = (name: string, { account, region }: Scope): string =>
  `arn:aws:logs:${region ?? "*"}:${account}:log-group:${name}`;

/** The group's key from its ARN, which some services write with `:*` for all of its streams. */
export const logGroupOfArn = (arn: string): string => arn.replace(/:\*$/, "");
