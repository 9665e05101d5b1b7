"use client";
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

import { countAxis, dayAxis, shortDay, tooltip } from "./chart-parts.ts";

export type Series = {
  key: string;
  title: string;
  color: string;
  /** How many there are now, and the list of them. The days count the same, but for what is only information. */
  count: number;
  href: string;
};
export type TrendProps = {
  days: readonly Readonly<Record<string, unknown>>[];
  series: readonly Series[];
  label: string;
};

const dayOf = (day: string): string => shortDay(new Date(`${day}T00:00:00Z`));

/** Open work by day, stacked. Loaded when it is seen: see trend-area.tsx. */
export default function TrendAreaChart({ days, series, label }: TrendProps) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart
        data={[...days]}
        margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
        title={label}
        accessibilityLayer
      >
        <CartesianGrid vertical={false} stroke="var(--color-line)" />
        <XAxis {...dayAxis} dataKey="day" tickFormatter={dayOf} />
        <YAxis {...countAxis} allowDecimals={false} />
        <Tooltip {...tooltip} labelFormatter={(day) => (typeof day === "string" ? dayOf(day) : day)} />
        {series.toReversed().map(({ key, title, color }) => (
          <Area
            key={key}
            dataKey={key}
            name={title}
            stackId="open"
            type="monotone"
            stroke={color}
            strokeWidth={1.5}
            fill={color}
            fillOpacity={0.16}
            isAnimationActive={false}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  );
}
