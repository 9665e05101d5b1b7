import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { detail, type Detail } from "./detail.ts";

const Metrics = z.object({
  value: z.array(
    z.object({
      timeseries: z
        .array(
          z.object({
            metadatavalues: z
              .array(z.object({ name: z.object({ value: z.string() }), value: z.string() }))
              .nullish(),
            data: z.array(z.object({ timeStamp: z.string(), total: z.number().nullish() })).nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});
type Metrics = z.infer<typeof Metrics>;

/** How often models of the account refused for want of capacity in the last whole day, hour by hour. */
export const throttlingOf = (source: Source, id: string): Promise<Detail<Metrics>> =>
  detail(source, { service: "Microsoft.Insights", operation: "Metrics_List" }, { id }, Metrics);

const shareMin = 0.1;
const hoursMin = 3;

/** In three hours of the day or more, a tenth of all requests were refused. */
export function isSustained(metrics: Metrics | null): boolean {
  const hours = new Map<string, { all: number; refused: number }>();
  for (const series of (metrics?.value ?? []).flatMap(({ timeseries }) => timeseries ?? [])) {
    const status = (series.metadatavalues ?? []).find(
      ({ name }) => name.value.toLowerCase() === "statuscode",
    );
    for (const { timeStamp, total } of series.data ?? []) {
      const hour = hours.get(timeStamp) ?? { all: 0, refused: 0 };
      hour.all += total ?? 0;
      if (status?.value === "429") hour.refused += total ?? 0;
      hours.set(timeStamp, hour);
    }
  }
  const refusing = [...hours.values()].filter(({ all, refused }) => all > 0 && refused / all >= shareMin);
  return refusing.length >= hoursMin;
}
