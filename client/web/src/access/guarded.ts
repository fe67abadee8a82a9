import type { CaptionApi } from '../api/captionApi';
import type { ClusterApi } from '../cluster/clusterApi';
import type { JobApi } from '../jobs/jobApi';
import type { TraceApi } from '../traces/traceApi';
import type { KeyGate } from './keyGate';

/** The same calls, which wait for a key where the server wants one. */
export function guardedCaptions(api: CaptionApi, { through }: KeyGate): CaptionApi {
  return {
    find: (sha256, signal) => through(() => api.find(sha256, signal)),
    caption: (file, events, signal) => through(() => api.caption(file, events, signal)),
    captionAddress: (address, events, signal) => through(() => api.captionAddress(address, events, signal)),
    correct: (sha256, sentence, signal) => through(() => api.correct(sha256, sentence, signal)),
    takeBack: (sha256, signal) => through(() => api.takeBack(sha256, signal)),
    models: (signal) => through(() => api.models(signal)),
  };
}

export function guardedJobs(api: JobApi, { through }: KeyGate): JobApi {
  return {
    create: (files) => through(() => api.create(files)),
    list: () => through(() => api.list()),
    get: (id) => through(() => api.get(id)),
    remove: (id) => through(() => api.remove(id)),
    follow: (job, listener) => api.follow(job, listener),
  };
}

export function guardedCluster(api: ClusterApi, { through }: KeyGate): ClusterApi {
  return { read: (signal) => through(() => api.read(signal)) };
}

export function guardedTraces(api: TraceApi, { through }: KeyGate): TraceApi {
  return { list: (kind) => through(() => api.list(kind)), get: (id) => through(() => api.get(id)) };
}
