const side = 7;
const places = Array.from({ length: side * side }, (_, cell) => ({ column: cell % side, row: Math.floor(cell / side) }));

interface DotFieldProps {
  className: string;
  /** What is looked at, in cells; the nearer a dot, the larger. */
  centre: { column: number; row: number };
}

/** The attention grid as an ornament: the mark of the product. */
export function DotField({ className, centre }: DotFieldProps) {
  return (
    <svg className={className} viewBox={`0 0 ${side * 10} ${side * 10}`} aria-hidden="true">
      {places.map(({ column, row }) => {
        const nearness = Math.exp(-((column - centre.column) ** 2 + (row - centre.row) ** 2) / 3.4);
        return (
          <circle
            key={`${column} ${row}`}
            cx={column * 10 + 5}
            cy={row * 10 + 5}
            style={{ transform: `scale(${(0.28 + 0.72 * nearness).toFixed(3)})`, opacity: 0.3 + 0.7 * nearness }}
            r="4.6"
          />
        );
      })}
    </svg>
  );
}
