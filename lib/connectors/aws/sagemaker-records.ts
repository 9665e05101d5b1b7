import type { Scope, Source } from "#lib/domain/connector.ts";
import { mapConcurrently } from "./batch.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { itemsOf, type Answer, type Unknowns } from "./pages.ts";
import { securityGroupKey } from "./partition.ts";
import { tagsOf } from "./tags.ts";

export type Described = { raw: unknown; tags: Readonly<Record<string, string>>; unknowns: Unknowns };

/** The description and the tags of everything a page of a SageMaker listing names. */
export async function described(
  source: Source,
  page: Answer,
  of: { list: string; name: string; arn: string; operation: string },
): Promise<Described[]> {
  const listing = `sagemaker:${of.operation.replace(/^Describe/, "List")}s`;
  const found = await mapConcurrently(itemsOf(page, of.list), 4, async (item) => {
    const unknowns: Unknowns = {};
    const raw = await existing(source, "sagemaker", of.operation, {
      [of.name]: textOf(item, of.name, listing),
    });
    if (raw === null) return null;
    const input = { ResourceArn: textOf(item, of.arn, listing) };
    return { raw, tags: await tagsOf(source, "sagemaker", "ListTags", input, unknowns), unknowns };
  });
  return found.filter(isPresent);
}

/** A key AWS manages (`alias/aws/sagemaker`) is not the customer's. */
export const isCustomerKey = (kmsKey: string | undefined): boolean =>
  kmsKey !== undefined && kmsKey !== "" && !kmsKey.includes("alias/aws/");

export const securityGroupKeys = (ids: readonly string[] | undefined, scope: Scope): string[] =>
  (ids ?? []).map((id) => securityGroupKey(id, scope));
