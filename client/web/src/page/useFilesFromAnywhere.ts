import { useEffect, useState } from 'react';
import { droppedFiles } from '../photos/droppedFiles';

/** Takes files and folders dropped anywhere on the page, or pasted into it. True while they hang over the page. */
export function useFilesFromAnywhere(onFiles: (files: File[]) => void): boolean {
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    // Entering a child comes before leaving its parent, so a count tells when the page itself is left.
    let depth = 0;
    const count = (change: number) => {
      depth = Math.max(0, depth + change);
      setOver(depth > 0);
    };
    const bringsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

    const listeners = new AbortController();
    const on = { signal: listeners.signal };
    addEventListener('dragenter', (event) => bringsFiles(event) && count(1), on);
    addEventListener('dragleave', (event) => bringsFiles(event) && count(-1), on);
    addEventListener('dragover', (event) => bringsFiles(event) && event.preventDefault(), on);
    addEventListener('drop', (event) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      count(-depth);
      void droppedFiles(event.dataTransfer).then(onFiles);
    }, on);
    addEventListener('paste', (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) onFiles(files);
    }, on);
    return () => listeners.abort();
  }, [onFiles]);

  return isOver;
}
