import { useEffect, useRef } from 'react';
import type { Grid } from './grid';
import { strengths, upscale } from './grid';
import { paint } from './heatColours';

/** Pixels a cell; the browser smooths the rest when it stretches the canvas over the photo. */
const pixelsPerCell = 12;
const fadeMilliseconds = 220;

interface Shown {
  cells: number[];
  opacity: number;
}

/** Draws attention over the photo it lies on, and fades from word to word where motion is welcome. */
export function HeatMap({ grid, columns, rows }: { grid: Grid | null; columns: number; rows: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef<Shown>({ cells: new Array<number>(columns * rows).fill(0), opacity: 0 });

  useEffect(() => {
    const from = shown.current;
    const to: Shown = { cells: grid ? strengths(grid.weights) : from.cells, opacity: grid ? 1 : 0 };
    // Coming out of nothing, only the opacity moves: sliding in from the last word would point at the wrong places.
    const start = from.opacity === 0 ? to.cells : from.cells;
    const duration = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : fadeMilliseconds;
    const began = performance.now();

    const draw = (now: number) => {
      const share = duration === 0 ? 1 : Math.min(Math.max((now - began) / duration, 0), 1);
      const eased = share * (2 - share);
      shown.current = {
        cells: to.cells.map((cell, index) => mix(start[index] ?? 0, cell, eased)),
        opacity: mix(from.opacity, to.opacity, eased),
      };
      drawOn(canvas.current, shown.current, columns, rows);
      if (share < 1) frame = requestAnimationFrame(draw);
    };
    let frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, [grid, columns, rows]);

  return <canvas ref={canvas} className="heat-map" width={columns * pixelsPerCell} height={rows * pixelsPerCell} aria-hidden="true" />;
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

function drawOn(canvas: HTMLCanvasElement | null, { cells, opacity }: Shown, columns: number, rows: number): void {
  const context = canvas?.getContext('2d');
  if (!canvas || !context) return;
  const image = context.createImageData(canvas.width, canvas.height);
  paint(upscale({ columns, rows, weights: cells }, canvas.width, canvas.height), image.data);
  context.putImageData(image, 0, 0);
  canvas.style.opacity = String(opacity);
}
