"use client";
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

import { formatDay } from "../ui/format-time.ts";

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

const tick = { fontSize: 12, fill: "var(--color-muted)" };
const shortDay = (day: string): string => formatDay(new Date(`${day}T00:00:00Z`)).replace(/ \d{4}$/, "");

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
        <XAxis
          dataKey="day"
          tickFormatter={shortDay}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: "var(--color-line)" }}
          minTickGap={48}
        />
        <YAxis tick={tick} tickLine={false} axisLine={false} width={36} allowDecimals={false} />
        <Tooltip
          labelFormatter={(day) => (typeof day === "string" ? shortDay(day) : day)}
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
