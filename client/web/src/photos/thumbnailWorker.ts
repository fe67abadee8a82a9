import type { Thumbnail } from './thumbnails';

/** Longest sides in pixels: for the stage of a card, and for the history. */
const largeSide = 960;
const smallSide = 256;

addEventListener('message', async ({ data: { id, file } }: MessageEvent<{ id: number; file: File }>) => {
  postMessage({ id, made: await thumbnailOf(file) });
});

async function thumbnailOf(file: File): Promise<Thumbnail | null> {
  try {
    const bitmap = await createImageBitmap(file);
    try {
      return { large: await shrunk(bitmap, largeSide), small: await shrunk(bitmap, smallSide) };
    } finally {
      bitmap.close();
    }
  } catch {
    // No picture, or of a format that browsers don't show.
    return null;
  }
}

async function shrunk(bitmap: ImageBitmap, side: number): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale))];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
}
