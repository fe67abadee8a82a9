type Stop = readonly [at: number, red: number, green: number, blue: number, alpha: number];

/** For hard-light blending: what is not looked at sinks into the dark, what is lights up and glows. */
const stops: readonly Stop[] = [
  [0.0, 14, 18, 44, 0.7],
  [0.2, 40, 24, 78, 0.6],
  [0.45, 190, 84, 76, 0.46],
  [0.7, 248, 146, 92, 0.5],
  [1.0, 255, 206, 140, 0.6],
];

/** 256 colours, RGBA bytes, for strengths 0 to 1. */
export const heatColours: Uint8ClampedArray = ramp();

export function paint(field: Float32Array, pixels: Uint8ClampedArray): void {
  field.forEach((strength, pixel) => {
    const colour = Math.round(Math.min(Math.max(strength, 0), 1) * 255) * 4;
    pixels.set(heatColours.subarray(colour, colour + 4), pixel * 4);
  });
}

function ramp(): Uint8ClampedArray {
  const colours = new Uint8ClampedArray(256 * 4);
  for (let index = 0; index < 256; index++) {
    const strength = index / 255;
    const above = Math.max(1, stops.findIndex(([at]) => at >= strength));
    const [from, to] = [stops[above - 1]!, stops[above]!];
    const share = (strength - from[0]) / (to[0] - from[0]);
    const mix = (channel: 1 | 2 | 3 | 4) => from[channel] + (to[channel] - from[channel]) * share;
    colours.set([mix(1), mix(2), mix(3), mix(4) * 255], index * 4);
  }
  return colours;
}
