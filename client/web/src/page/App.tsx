import { useCallback, useSyncExternalStore } from 'react';
import { KeyDialog } from '../access/KeyDialog';
import type { KeyGate } from '../access/keyGate';
import type { CaptionApi } from '../api/captionApi';
import type { ClusterApi } from '../cluster/clusterApi';
import { ClusterScreen } from '../cluster/ClusterScreen';
import type { HistoryBoard } from '../history/historyBoard';
import type { JobBoard } from '../jobs/jobBoard';
import { JobsScreen } from '../jobs/JobsScreen';
import type { PhotoBoard } from '../photos/photoBoard';
import { HistoryScreen } from '../history/HistoryScreen';
import { PhotosScreen } from '../photos/PhotosScreen';
import type { TraceApi } from '../traces/traceApi';
import { TracesScreen } from '../traces/TracesScreen';
import { Header } from './Header';
import { StatusRegion } from './StatusRegion';
import { useAnnouncement } from './useAnnouncement';
import { useFilesFromAnywhere } from './useFilesFromAnywhere';
import { useModels } from './useModels';
import { useScreen } from './useScreen';

/** What the bundled model has; good until the server says otherwise. */
const usualGrid = { columns: 7, rows: 7 };

interface AppProps {
  api: CaptionApi;
  board: PhotoBoard;
  cluster: ClusterApi;
  gate: KeyGate;
  history: HistoryBoard;
  jobs: JobBoard;
  traces: TraceApi;
}

export function App({ api, board, cluster, gate, history, jobs, traces }: AppProps) {
  const screen = useScreen();
  const models = useModels(api);
  const photos = useSyncExternalStore(board.subscribe, board.snapshot);
  const add = useCallback(
    (files: File[]) => {
      if (screen === 'jobs') return void jobs.send(files);
      board.add(files);
      if (files.length > 0) location.hash = '#photos';
    },
    [board, jobs, screen],
  );
  const isOver = useFilesFromAnywhere(add);
  const announcement = useAnnouncement(photos);
  const grid = (models.at === 'known' && models.chosen?.attention) || usualGrid;

  return (
    <>
      <Header models={models} screen={screen} gate={gate} />
      <main>
        {screen === 'photos' && (
          <PhotosScreen
            board={board}
            photos={photos}
            grid={grid}
            isOver={isOver}
            fetchesAddresses={models.at === 'known' && models.fetchesAddresses}
          />
        )}
        {screen === 'jobs' && <JobsScreen board={jobs} />}
        {screen === 'history' && <HistoryScreen board={history} />}
        {screen === 'cluster' && <ClusterScreen api={cluster} />}
        {screen === 'traces' && <TracesScreen api={traces} />}
      </main>
      <footer className="footer">
        <a href="docs">API</a>
        <a href="health/ready">Health</a>
        <a href="newsreader-license.txt">Typeface: Newsreader, OFL</a>
      </footer>
      <KeyDialog gate={gate} />
      <StatusRegion said={announcement} />
    </>
  );
}
