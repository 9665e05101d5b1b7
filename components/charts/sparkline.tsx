type Props = { values: readonly number[]; label: string; color?: string };

const width = 72;
const height = 20;

/** The course of one number, drawn as a line of a word's size. */
export function Sparkline({ values, label, color = "var(--color-muted)" }: Props) {
  const max = Math.max(1, ...values);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const points = values.map((value, index) => `${index * step},${height - 1 - (value / max) * (height - 2)}`);
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} className="h-5 w-18 shrink-0">
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke={color}
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
    </svg>
  );
}
