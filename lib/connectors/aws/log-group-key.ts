import type { Scope } from "#lib/domain/connector.ts";
import { arnIn } from "./partition.ts";

export const logGroupKey = (name: string, scope: Scope): string => arnIn(scope, "logs", `log-group:${name}`);

/** The group's key from its ARN, which some services write with `:*` for all of its streams. */
export const logGroupOfArn = (arn: string): string => arn.replace(/:\*$/, "");
