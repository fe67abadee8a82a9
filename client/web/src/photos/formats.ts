/** What the server accepts; its tests hold these to its own list. */
export const acceptedNames = 'JPEG, PNG, WebP, GIF, BMP, TIFF, TGA or PNM';
export const acceptedFiles = 'image/jpeg,image/png,image/webp,image/gif,image/bmp,image/tiff,.tif,.tiff,.tga,.pnm,.pbm,.pgm,.ppm';
