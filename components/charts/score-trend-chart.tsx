"use client";
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

import type { PostureTrend } from "#lib/contract/posture.ts";
import { layers, layerTitles } from "#lib/domain/layer.ts";

import { countAxis, dayAxis, shortDay, tooltip } from "./chart-parts.ts";
import { dashes } from "./score-dashes.ts";

export type ScoreTrendProps = { days: PostureTrend["days"]; label: string };

const dayOf = (time: unknown): string => (typeof time === "number" ? shortDay(new Date(time)) : "");

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
          {...dayAxis}
          dataKey="time"
          type="number"
          scale="time"
          domain={["dataMin", "dataMax"]}
          tickFormatter={dayOf}
        />
        <YAxis {...countAxis} domain={[0, 100]} ticks={[0, 50, 100]} />
        <Tooltip {...tooltip} labelFormatter={dayOf} />
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
