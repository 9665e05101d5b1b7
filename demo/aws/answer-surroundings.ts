import type { ProviderCall } from "../../lib/domain/provider-call.ts";
import type { Estate } from "./estate-type.ts";
import { account, bucketArn } from "./names.ts";

/** What watches the account says of the things in it. */
export function answerFromSurroundings(
  estate: Estate,
  { region, service, operation }: ProviderCall,
): unknown {
  switch (`${service}:${operation}`) {
    case "macie2:DescribeBuckets":
      return {
        buckets: estate.buckets
          .filter((bucket) => bucket.region === region)
          .map(({ name }) => ({
            accountId: account,
            bucketArn: bucketArn(name),
            bucketName: name,
            region,
            automatedDiscoveryMonitoringStatus: "MONITORED",
            jobDetails: { isDefinedInJob: "FALSE", isMonitoredByJob: "FALSE" },
          })),
      };
    default:
      return undefined;
  }
}
