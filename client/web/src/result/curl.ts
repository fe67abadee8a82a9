/** The shell line that asks the same of the same server. Quoted for POSIX shells. */
export function curlLine(page: string, file: { name: string; type: string }): string {
  const type = file.type || 'application/octet-stream';
  return `curl --data-binary ${quoted(`@${file.name}`)} -H ${quoted(`Content-Type: ${type}`)} ${quoted(new URL('v1/captions', page).href)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
