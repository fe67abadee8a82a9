/**
 * Jobs of the fake service. A picture is decided when the test says so, and an event stream that the test breaks is resumed as the
 * service resumes it.
 */
export function createFakeJobs() {
  /** @typedef {{ id: string, names: string[], log: Array<{ event: string, data: unknown }>, state: string, followers: Set<import('node:http').ServerResponse> }} FakeJob */
  /** @type {FakeJob[]} */
  const all = [];

  /** @param {FakeJob} job */
  function describe({ id, names, log, state }) {
    const items = /** @type {Array<{ data: any }>} */ (log.filter(({ event }) => event === 'item'));
    const dead = items.filter(({ data }) => data.item.error).length;
    const done = items.length - dead;
    const self = `/v1/jobs/${id}`;
    return {
      id,
      state,
      counts: { items: names.length, done, dead, waiting: names.length - done - dead },
      progress: items.length / names.length,
      createdAt: '2026-01-02T03:04:05Z',
      links: { self, events: `${self}/events`, results: `${self}/results` },
    };
  }

  /**
   * @param {FakeJob} job
   * @param {string} event
   * @param {unknown} data
   */
  function tell(job, event, data) {
    job.log.push({ event, data });
    for (const follower of job.followers) send(follower, job, job.log.length - 1);
  }

  /**
   * @param {import('node:http').ServerResponse} response
   * @param {FakeJob} job
   * @param {number} at
   */
  function send(response, job, at) {
    const { event, data } = /** @type {FakeJob['log'][number]} */ (job.log[at]);
    response.write(`id: ${at + 1}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (event === 'end') response.end();
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   * @param {FakeJob} job
   */
  function follow(request, response, job) {
    const seen = Number(request.headers['last-event-id'] ?? 0);
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('retry: 50\n\n');
    for (let at = seen; at < job.log.length; at++) send(response, job, at);
    job.followers.add(response);
    response.on('close', () => job.followers.delete(response));
  }

  return {
    all,

    /** @param {FakeJob} job @param {number} index @param {string} [error] */
    decide(job, index, error) {
      const item = { index, id: job.names[index], ...(error ? { error: { type: '/problems/broken-image', detail: error } } : { result: { caption: `Sentence ${index}.`, altText: `Sentence ${index}` } }) };
      tell(job, 'item', { decided: job.log.length + 1, items: job.names.length, item });
      if (job.log.length < job.names.length) return;
      job.state = 'completed';
      tell(job, 'end', { state: job.state, counts: describe(job).counts });
    },

    /** Breaks every stream, as a restarting server does. @param {FakeJob} job */
    drop(job) {
      for (const follower of job.followers) follower.destroy();
    },

    /**
     * @param {import('node:http').IncomingMessage} request
     * @param {import('node:http').ServerResponse} response
     * @param {string} pathname
     */
    async answer(request, response, pathname) {
      const [id, part] = pathname.split('/').slice(3);
      /** @param {number} status @param {unknown} value */
      const json = (status, value) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
      if (request.method === 'POST') {
        /** @type {FakeJob} */
        const job = { id: `${all.length + 1}`.padStart(32, '0'), names: await fileNames(request), log: [], state: 'open', followers: new Set() };
        all.unshift(job);
        return json(202, describe(job));
      }
      if (id === undefined) return json(200, { jobs: all.map(describe) });
      const job = all.find((one) => one.id === id);
      if (job === undefined) return json(404, { type: '/problems/job-not-found', title: 'No such job', status: 404, detail: '' });
      if (part === 'events') return follow(request, response, job);
      if (request.method !== 'DELETE') return json(200, describe(job));
      if (job.state !== 'open') {
        all.splice(all.indexOf(job), 1);
        return response.writeHead(204).end();
      }
      job.state = 'cancelled';
      tell(job, 'end', { state: job.state, counts: describe(job).counts });
      return json(200, describe(job));
    },
  };
}

/** @param {import('node:http').IncomingMessage} request */
async function fileNames(request) {
  let body = '';
  for await (const chunk of request) body += chunk.toString('latin1');
  return [...body.matchAll(/filename="([^"]*)"/g)].map(([, name = '']) => name);
}
