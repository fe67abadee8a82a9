type Stop = readonly [at: number, red: number, green: number, blue: number, alpha: number];

/** What is not looked at sinks into a dark veil; what is glows and stays clear enough to see the picture through. */
const stops: readonly Stop[] = [
  [0.0, 10, 14, 30, 0.72],
  [0.3, 44, 24, 70, 0.6],
  [0.6, 196, 66, 46, 0.42],
  [0.85, 255, 158, 56, 0.3],
  [1.0, 255, 226, 130, 0.22],
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
