import type { JSHandle, Page } from 'playwright-core';

/** What a person drags onto the page: so many different photos, and files that are none. */
export function dragged(page: Page, bytes: Buffer, photos: number, broken = 0): Promise<JSHandle<DataTransfer>> {
  return page.evaluateHandle(
    ([content, count, others]) => {
      const start = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      // What comes behind a JPEG's end makes it another file with the same picture.
      const add = (name: string, ...parts: BlobPart[]) => data.items.add(new File(parts, name, { type: 'image/jpeg' }));
      for (let number = 1; number <= count; number++) add(`photo ${number}.jpg`, start, String(number));
      for (let number = 1; number <= others; number++) add(`broken ${number}.jpg`, `no picture ${number}`);
      return data;
    },
    [bytes.toString('base64'), photos, broken] as const,
  );
}

export async function drop(page: Page, dataTransfer: JSHandle<DataTransfer>): Promise<void> {
  await page.dispatchEvent('body', 'dragenter', { dataTransfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer });
}
