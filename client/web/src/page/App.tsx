import { useCallback, useSyncExternalStore } from 'react';
import { KeyDialog } from '../access/KeyDialog';
import type { KeyGate } from '../access/keyGate';
import type { CaptionApi } from '../api/captionApi';
import type { JobBoard } from '../jobs/jobBoard';
import { JobsScreen } from '../jobs/JobsScreen';
import type { PhotoBoard } from '../photos/photoBoard';
import { PhotoCard } from '../result/PhotoCard';
import { DropZone } from './DropZone';
import { Header } from './Header';
import { useAnnouncement } from './useAnnouncement';
import { useFilesFromAnywhere } from './useFilesFromAnywhere';
import { useModels } from './useModels';
import { useScreen } from './useScreen';

/** What the bundled model has; good until the server says otherwise. */
const usualGrid = { columns: 7, rows: 7 };

interface AppProps {
  api: CaptionApi;
  board: PhotoBoard;
  gate: KeyGate;
  jobs: JobBoard;
}

export function App({ api, board, gate, jobs }: AppProps) {
  const screen = useScreen();
  const models = useModels(api);
  const photos = useSyncExternalStore(board.subscribe, board.snapshot);
  const add = useCallback((files: File[]) => (screen === 'jobs' ? void jobs.send(files) : board.add(files)), [board, jobs, screen]);
  const isOver = useFilesFromAnywhere(add);
  const announcement = useAnnouncement(photos);
  const grid = (models.at === 'known' && models.chosen?.attention) || usualGrid;

  return (
    <>
      <Header models={models} screen={screen} gate={gate} />
      <main>
        {screen === 'jobs' ? (
          <JobsScreen board={jobs} />
        ) : (
          <>
            <DropZone isOver={isOver} isSmall={photos.length > 0} onFiles={add} />
            <div className="cards">
              {photos.map((photo) => (
                <PhotoCard key={photo.id} photo={photo} grid={grid} onRetry={() => board.retry(photo.id)} onRemove={() => board.remove(photo.id)} />
              ))}
            </div>
          </>
        )}
      </main>
      <footer className="footer">
        <a href="docs">API</a>
        <a href="health/ready">Health</a>
        <a href="newsreader-license.txt">Typeface: Newsreader, OFL</a>
      </footer>
      <KeyDialog gate={gate} />
      <p className="visually-hidden" role="status">
        {announcement}
      </p>
    </>
  );
}
