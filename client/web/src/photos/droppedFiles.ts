import { isAcceptedName } from './formats';

/** Files of a drop. Folders are walked; what is no picture in them is left out, what was dropped by itself is not. */
export async function droppedFiles(transfer: DataTransfer | null): Promise<File[]> {
  if (transfer === null) return [];
  // Both lists are gone once the event is over, so they are read before anything is waited for.
  const files = [...transfer.files];
  const entries = [...transfer.items].flatMap((item) => (item.kind === 'file' ? [item.webkitGetAsEntry?.() ?? null] : []));
  if (!entries.some((entry) => entry?.isDirectory)) return files;

  const found: File[] = [];
  for (const entry of entries) if (entry !== null) await walk(entry, found, false);
  return found;
}

/** What a chosen folder has of pictures. */
export function picturesOf(files: Iterable<File>): File[] {
  return [...files].filter(({ name, type }) => isPicture(name, type));
}

async function walk(entry: FileSystemEntry, found: File[], isInFolder: boolean): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) => (entry as FileSystemFileEntry).file(resolve, () => resolve(null)));
    if (file !== null && (!isInFolder || isPicture(file.name, file.type))) found.push(file);
    return;
  }

  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader gives a hundred at a time, and none at the end; a folder that can't be read has none.
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (some.length === 0) return;
    for (const one of some.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))) await walk(one, found, true);
  }
}

function isPicture(name: string, type: string): boolean {
  return !name.startsWith('.') && (isAcceptedName(name) || (type.startsWith('image/') && type !== 'image/svg+xml'));
}
