import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';

const builtPage = new URL('../../../wwwroot/', import.meta.url);

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * Serves the built page as the service does.
 * @param {string} pathname
 * @param {import('node:http').ServerResponse} response
 */
export async function sendPage(pathname, response, wwwroot = builtPage) {
  const file = new URL(`.${pathname === '/' ? '/index.html' : pathname}`, wwwroot);
  try {
    const content = await readFile(file);
    response.writeHead(200, { 'Content-Type': types[extname(file.pathname)] ?? 'application/octet-stream' }).end(content);
  } catch {
    response.writeHead(404).end();
  }
}
