import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { fakeCaption, fakeModels } from './fakeCaptions.mjs';
import { fakeCluster } from './fakeCluster.mjs';
import { createFakeJobs } from './fakeJobs.mjs';
import { fakeTrace, fakeTraces } from './fakeTraces.mjs';
import { sendPage } from './page.mjs';

/**
 * A fake of the service, behind the built page: canned answers, and orders for what to do next.
 * @param {{ port?: number, wwwroot?: URL }} [options]
 */
export async function startFakeServer({ port = 0, wwwroot } = {}) {
  const orders = {
    /** This many uploads are turned away with 429 first. */
    busyTimes: 0,
    retryAfterSeconds: 1,
    /** Uploads wait for this before they are answered. */
    gate: Promise.resolve(),
    /** @type {'computed' | 'coalesced'} */
    source: 'computed',
    /** A key that is demanded. @type {string | null} */
    key: null,
    /** Whether pictures are fetched from addresses. */
    urls: 'none',
    /** Words are told one by one, each when this is over. @type {Promise<void> | null} */
    nextWord: null,
    /** What is said of the cluster; null to those who may not ask. @type {ReturnType<typeof fakeCluster> | null} */
    cluster: fakeCluster(),
    /** Whether traces are kept. */
    traces: true,
    /** When an answer went out last, in milliseconds since the epoch. */
    answeredAt: 0,
  };
  let session = 0;
  /** @type {Set<string>} */
  const known = new Set();
  /** What people wrote, by digest. @type {Map<string, string>} */
  const corrections = new Map();
  const jobs = createFakeJobs();
  /** @type {string[]} */
  const requests = [];

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://fake');
    if (!pathname.startsWith('/v1/')) return sendPage(pathname, response, wwwroot);
    requests.push(`${request.method} ${pathname}`);
    if (pathname === '/v1/session') return sign(request, response);
    if (orders.key !== null && request.headers.cookie !== `fake=${session}`) return keyNeeded(response);

    if (pathname === '/v1/models') return json(response, 200, { ...fakeModels, urls: orders.urls });
    if (pathname === '/v1/cluster') {
      return orders.cluster ? json(response, 200, orders.cluster) : problem(response, 403, 'admin-only', 'Only the admin may do this', '');
    }
    if (pathname.startsWith('/v1/traces')) {
      if (!orders.traces) return problem(response, 404, 'traces-off', 'No traces', 'This server keeps none.');
      return json(response, 200, pathname === '/v1/traces' ? fakeTraces() : fakeTrace(pathname.split('/').at(-1) ?? ''));
    }
    if (pathname.startsWith('/v1/jobs')) return jobs.answer(request, response, pathname);
    if (pathname.endsWith('/correction')) return correct(request, response, pathname.split('/').at(-2) ?? '');
    if (request.method === 'GET') {
      const sha256 = pathname.split('/').at(-1) ?? '';
      if (known.has(sha256)) return json(response, 200, answerFor(sha256, 'hit'));
      return problem(response, 404, 'not-known', 'This picture was never captioned', 'Send its bytes to /v1/captions.');
    }
    await caption(request, response);
  });

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  function sign(request, response) {
    const isOut = request.method === 'DELETE';
    if (!isOut && request.headers.authorization !== `Bearer ${orders.key}`) return keyNeeded(response);
    session++;
    response.setHeader('Set-Cookie', `fake=${isOut ? '' : session}; HttpOnly; SameSite=Strict; Path=/`);
    json(response, 200, {});
  }

  /**
   * @param {string} sha256
   * @param {'computed' | 'coalesced' | 'hit'} source
   */
  function answerFor(sha256, source) {
    const answer = fakeCaption(sha256, source);
    const sentence = corrections.get(sha256);
    if (sentence === undefined) return { ...answer, author: 'model' };
    return { ...answer, caption: sentence, altText: sentence, author: 'person', modelCaption: answer.caption };
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   * @param {string} sha256
   */
  async function correct(request, response, sha256) {
    if (request.method === 'DELETE') {
      if (!corrections.delete(sha256)) return problem(response, 404, 'no-correction', 'Nobody corrected it', 'There is nothing to take back.');
      return response.writeHead(204).end();
    }
    const { caption: sentence } = JSON.parse((await bytesOf(request)).toString());
    if (!/\p{L}/u.test(sentence)) return problem(response, 422, 'invalid-option', 'An option makes no sense', "'caption' is a sentence.");
    corrections.set(sha256, sentence);
    json(response, 200, answerFor(sha256, 'hit'));
  }

  /** @param {import('node:http').ServerResponse} response */
  function keyNeeded(response) {
    problem(response, 401, 'key-needed', 'An API key is needed', 'Send one of the keys.');
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async function caption(request, response) {
    const body = await bytesOf(request);
    await orders.gate;
    if (orders.busyTimes > 0) {
      orders.busyTimes--;
      response.setHeader('Retry-After', orders.retryAfterSeconds);
      return problem(response, 429, 'overloaded', 'Too much work', 'The queue is full at the moment.');
    }
    const isAddress = request.headers['content-type'] === 'application/json';
    if (!isAddress && !isPicture(body)) {
      return problem(response, 400, 'broken-image', 'This is not a picture', 'The first bytes are of no format that is accepted (JPEG, PNG, WebP, GIF, BMP, TIFF, TGA, PNM).');
    }
    const sha256 = createHash('sha256').update(body).digest('hex');
    known.add(sha256);
    const answer = answerFor(sha256, orders.source);
    if (!request.headers.accept?.includes('text/event-stream')) return json(response, 200, answer);

    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const words = answer.tokens.map(({ text }) => text).slice(0, -1);
    const told = words.map((_, index) => event('words', { text: words.slice(0, index + 1).join(' '), final: index + 1 === words.length }));
    while (orders.nextWord && told.length > 0) {
      response.write(told.shift());
      await orders.nextWord;
    }
    orders.answeredAt = Date.now();
    response.end([...told, event('caption', answer)].join(''));
  }

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://localhost:${address.port}`,
    orders,
    known,
    corrections,
    jobs,
    requests,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * @param {string} name
 * @param {unknown} data
 */
function event(name, data) {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** @param {Buffer} body */
function isPicture(body) {
  return ['ffd8ff', '89504e47', '52494646', '47494638', '424d'].some((start) => body.toString('hex', 0, 4).startsWith(start));
}

/** @param {import('node:http').IncomingMessage} request */
async function bytesOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {unknown} value
 */
function json(response, status, value, type = 'application/json') {
  response.writeHead(status, { 'Content-Type': type }).end(JSON.stringify(value));
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} code
 * @param {string} title
 * @param {string} detail
 */
function problem(response, status, code, title, detail) {
  json(response, status, { type: `/problems/${code}`, title, status, detail }, 'application/problem+json');
}
