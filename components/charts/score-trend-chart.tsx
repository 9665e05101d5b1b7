"use client";
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

import type { PostureTrend } from "#lib/contract/posture.ts";
import { layers, layerTitles } from "#lib/domain/layer.ts";

import { formatDay } from "../ui/format-time.ts";
import { dashes } from "./score-dashes.ts";

export type ScoreTrendProps = { days: PostureTrend["days"]; label: string };

const tick = { fontSize: 12, fill: "var(--color-muted)" };
const dayOf = (time: unknown): string =>
  typeof time === "number" ? formatDay(new Date(time)).replace(/ \d{4}$/, "") : "";

/** Each layer's score by day, true to time: it holds until the next evaluation. Loaded when it is seen. */
export default function ScoreTrendChart({ days, label }: ScoreTrendProps) {
  const points = days.map(({ day, scores }) => ({ time: Date.parse(`${day}T00:00:00Z`), ...scores }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={points}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        title={label}
        accessibilityLayer
      >
        <CartesianGrid vertical={false} stroke="var(--color-line)" />
        <XAxis
          dataKey="time"
          type="number"
          scale="time"
          domain={["dataMin", "dataMax"]}
          tickFormatter={dayOf}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: "var(--color-line)" }}
          minTickGap={48}
        />
        <YAxis
          domain={[0, 100]}
          ticks={[0, 50, 100]}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={36}
        />
        <Tooltip
          labelFormatter={dayOf}
          contentStyle={{
            background: "var(--color-raised)",
            border: "1px solid var(--color-line)",
            borderRadius: 6,
            fontSize: 12,
            padding: "6px 10px",
          }}
          itemStyle={{ padding: 0 }}
          isAnimationActive={false}
        />
        {layers.map((layer) => (
          <Line
            key={layer}
            dataKey={layer}
            name={layerTitles[layer]}
            type="stepAfter"
            stroke={`var(--color-layer-${layer})`}
            strokeWidth={1.75}
            strokeDasharray={dashes[layer]}
            dot={false}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
