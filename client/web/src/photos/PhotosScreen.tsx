import { useEffect, useState } from 'react';
import { DropZone } from '../page/DropZone';
import { useMoreOnScroll } from '../page/useMoreOnScroll';
import { PhotoCard } from '../result/PhotoCard';
import type { Photo } from './photo';
import type { PhotoBoard } from './photoBoard';
import { ProgressList } from './ProgressList';

interface PhotosScreenProps {
  board: PhotoBoard;
  photos: readonly Photo[];
  /** The attention grid of the model that answers. */
  grid: { columns: number; rows: number };
  isOver: boolean;
  fetchesAddresses: boolean;
}

/** Photos in, sentences out. */
export function PhotosScreen({ board, photos, grid, isOver, fetchesAddresses }: PhotosScreenProps) {
  const { count, end, showUpTo } = useMoreOnScroll(photos.length);
  const [wanted, setWanted] = useState<{ id: number } | null>(null);

  useEffect(() => {
    if (wanted === null) return;
    const card = document.getElementById(`photo-${wanted.id}`);
    card?.scrollIntoView({ block: 'start' });
    card?.focus({ preventScroll: true });
  }, [wanted]);

  return (
    <>
      <DropZone isOver={isOver} isSmall={photos.length > 0} onFiles={board.add} onAddress={fetchesAddresses ? board.addAddress : null} />
      {photos.length > 1 && (
        <ProgressList
          photos={photos}
          onShow={(id) => {
            showUpTo(photos.findIndex((photo) => photo.id === id) + 1);
            setWanted({ id });
          }}
          onRetry={board.retry}
          onRemove={board.remove}
        />
      )}
      <div className="cards">
        {photos.slice(0, count).map((photo) => (
          <PhotoCard key={photo.id} photo={photo} grid={grid} board={board} />
        ))}
        {end}
      </div>
    </>
  );
}
