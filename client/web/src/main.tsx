import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { guardedCaptions, guardedCluster, guardedJobs, guardedTraces } from './access/guarded';
import { KeyGate } from './access/keyGate';
import { storedNote } from './access/note';
import { httpSessionApi } from './access/sessionApi';
import { httpCaptionApi } from './api/captionApi';
import { digestOf } from './api/digest';
import { HistoryBoard } from './history/historyBoard';
import { httpClusterApi } from './cluster/clusterApi';
import { indexedHistory } from './history/historyStore';
import { httpJobApi } from './jobs/jobApi';
import { JobBoard } from './jobs/jobBoard';
import { App } from './page/App';
import { systemClock } from './photos/clock';
import { PhotoBoard } from './photos/photoBoard';
import { workerThumbnails } from './photos/thumbnails';
import { httpTraceApi } from './traces/traceApi';
import './styles/colours.css';
import './styles/base.css';
import './styles/header.css';
import './styles/dropZone.css';
import './styles/card.css';
import './styles/sentence.css';
import './styles/meters.css';
import './styles/details.css';
import './styles/jobs.css';
import './styles/access.css';
import './styles/progress.css';
import './styles/correction.css';
import './styles/history.css';
import './styles/cluster.css';
import './styles/traces.css';

const gate = new KeyGate(httpSessionApi, storedNote);
const captions = guardedCaptions(httpCaptionApi, gate);
const history = new HistoryBoard(indexedHistory(document.baseURI));
const board = new PhotoBoard({
  api: captions,
  clock: systemClock,
  digestOf,
  urls: URL,
  thumbnails: workerThumbnails(),
  remember: history.remember,
  soon: (task) => setTimeout(task, 16),
});
const jobs = new JobBoard({ api: guardedJobs(httpJobApi, gate), urls: URL, soon: (task) => setTimeout(task, 100) });
const cluster = guardedCluster(httpClusterApi, gate);
const traces = guardedTraces(httpTraceApi, gate);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App api={captions} board={board} cluster={cluster} gate={gate} history={history} jobs={jobs} traces={traces} />
  </StrictMode>,
);
