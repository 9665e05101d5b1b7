/** A function's key, without the version or alias an ARN may end in. */
export const unqualifiedFunction = (arn: string): string => arn.split(":").slice(0, 7).join(":");
