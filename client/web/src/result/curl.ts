/** The shell line that asks the same of the same server. Quoted for POSIX shells. */
export function curlLine(page: string, origin: { file: { name: string; type: string } } | { address: string }): string {
  const isFile = 'file' in origin;
  const data = isFile ? `@${origin.file.name}` : JSON.stringify({ image: { url: origin.address } });
  const type = isFile ? origin.file.type || 'application/octet-stream' : 'application/json';
  const option = isFile ? '--data-binary' : '--data';
  return `curl ${option} ${quoted(data)} -H ${quoted(`Content-Type: ${type}`)} ${quoted(new URL('v1/captions', page).href)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
