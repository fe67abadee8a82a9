/** What the server accepts; its tests hold these to its own list. */
export const acceptedNames = 'JPEG, PNG, WebP, GIF, BMP, TIFF, TGA or PNM';
export const acceptedFiles = 'image/jpeg,image/png,image/webp,image/gif,image/bmp,image/tiff,.tif,.tiff,.tga,.pnm,.pbm,.pgm,.ppm';

/** By the end of its name. */
export function isAcceptedName(name: string): boolean {
  return /\.(jpe?g|png|webp|gif|bmp|tiff?|tga|p[nbgp]m)$/i.test(name);
}
