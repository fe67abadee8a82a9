import { useState } from 'react';
import { HeatMap } from '../attention/HeatMap';
import type { Grid } from '../attention/grid';
import type { Preview } from '../photos/photo';

interface PhotoStageProps {
  preview: Preview;
  alt: string;
  grid: Grid | null;
  size: { columns: number; rows: number };
  isBusy: boolean;
}

/** The photo, with attention lying exactly on it. */
export function PhotoStage({ preview, alt, grid, size, isBusy }: PhotoStageProps) {
  const [ratio, setRatio] = useState<number | null>(null);

  return (
    <div className={isBusy ? 'stage is-busy' : 'stage'}>
      {preview.at !== 'there' ? (
        <p className="stage-empty">{preview.at === 'making' ? 'Making a preview…' : 'No preview: the browser cannot show this picture.'}</p>
      ) : (
        <div className="stage-photo" style={ratio === null ? undefined : { aspectRatio: ratio, width: `min(100%, ${(30 * ratio).toFixed(2)}rem)` }}>
          <img
            src={preview.url}
            alt={alt}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setRatio(naturalWidth / naturalHeight)}
            decoding="async"
          />
          <HeatMap grid={grid} {...size} />
        </div>
      )}
    </div>
  );
}
