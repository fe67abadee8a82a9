import type { Page } from 'playwright-core';

/** The cell of the 7 x 7 grid where the heat map of the only card is brightest; null when it is not shown. */
export function attentionPeak(page: Page): Promise<{ column: number; row: number } | null> {
  return page.locator('canvas.heat-map').evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    if (Number(canvas.style.opacity || 0) < 0.01) return null;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let brightest = { pixel: 0, light: -1 };
    for (let pixel = 0; pixel < data.length / 4; pixel++) {
      const light = data[pixel * 4]! + data[pixel * 4 + 1]! + data[pixel * 4 + 2]!;
      if (light > brightest.light) brightest = { pixel, light };
    }
    const side = canvas.width / 7;
    return { column: Math.floor((brightest.pixel % canvas.width) / side), row: Math.floor(brightest.pixel / canvas.width / side) };
  });
}
