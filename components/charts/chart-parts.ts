import { formatDay } from "../ui/format-time.ts";

// Properties, not components: Recharts finds its own parts by their type.
const axis = {
  tick: { fontSize: 12, fill: "var(--color-muted)" },
  tickLine: false,
} as const;
export const dayAxis = { ...axis, axisLine: { stroke: "var(--color-line)" }, minTickGap: 48 } as const;
export const countAxis = { ...axis, axisLine: false, width: 36 } as const;
export const tooltip = {
  contentStyle: {
    background: "var(--color-raised)",
    border: "1px solid var(--color-line)",
    borderRadius: 6,
    fontSize: 12,
    padding: "6px 10px",
  },
  itemStyle: { padding: 0 },
  isAnimationActive: false,
} as const;

/** `30 Nov`: a course of days is never longer than a year. */
export const shortDay = (day: Date): string => formatDay(day).replace(/ \d{4}$/, "");
