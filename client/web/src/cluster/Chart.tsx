const height = 40;

interface ChartProps {
  label: string;
  values: readonly number[];
  /** Steps that a quarter of an hour has: a young host's line begins on the right. */
  steps: number;
  format(value: number): string;
}

/** The last quarter of an hour at a glance, from zero to its highest, which is written beside it. */
export function Chart({ label, values, steps, format }: ChartProps) {
  const width = Math.max(steps - 1, values.length - 1, 1);
  const highest = Math.max(...values, 0);
  const last = values.at(-1) ?? 0;
  const from = width - (values.length - 1);
  const points = values.map((value, index) => `${from + index},${highest > 0 ? height - (value / highest) * (height - 2) : height}`);

  return (
    <figure className="chart">
      <figcaption>
        {label} <span className="count">at most {format(highest)}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${label}, last 15 minutes: now ${format(last)}, at most ${format(highest)}`}
      >
        {values.length > 0 && <polygon points={`${from},${height} ${points.join(' ')} ${width},${height}`} />}
        <polyline points={points.join(' ')} />
      </svg>
    </figure>
  );
}
