import { useState } from 'react';
import { HeatMap } from '../attention/HeatMap';
import type { Grid } from '../attention/grid';

interface PhotoStageProps {
  url: string;
  alt: string;
  grid: Grid | null;
  size: { columns: number; rows: number };
  isBusy: boolean;
}

/** The photo, with attention lying exactly on it. */
export function PhotoStage({ url, alt, grid, size, isBusy }: PhotoStageProps) {
  const [ratio, setRatio] = useState<number | null>(null);
  const [isUnreadable, setUnreadable] = useState(false);

  return (
    <div className={isBusy ? 'stage is-busy' : 'stage'}>
      {isUnreadable ? (
        <p className="stage-empty">No preview: the browser cannot show this file.</p>
      ) : (
        <div className="stage-photo" style={ratio === null ? undefined : { aspectRatio: ratio, width: `min(100%, ${(30 * ratio).toFixed(2)}rem)` }}>
          <img
            src={url}
            alt={alt}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setRatio(naturalWidth / naturalHeight)}
            onError={() => setUnreadable(true)}
          />
          <HeatMap grid={grid} {...size} />
        </div>
      )}
    </div>
  );
}
