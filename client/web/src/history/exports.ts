import type { Entry } from './entry';

const columns = ['sha256', 'name', 'caption', 'altText', 'author', 'quality', 'model', 'at'] as const;

/** Comma-separated values (RFC 4180). The mark is for Excel, which takes what has none for the machine's old code page. */
export function toCsv(entries: readonly Entry[]): string {
  const lines = [columns.join(','), ...entries.map((entry) => columns.map((column) => cell(entry[column])).join(','))];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

export function toJson(entries: readonly Entry[]): string {
  return JSON.stringify(entries.map(({ thumbnail: _, ...said }) => said), null, 2);
}

/** What a spreadsheet would take for a formula gets an apostrophe, as names come from strangers. */
function cell(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = isFormula(value) ? `'${value}` : value;
  return /[,;"\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Also behind blanks, and in the wide forms that East Asian editions read alike (OWASP, CSV injection). */
function isFormula(text: string): boolean {
  return /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/.test(text);
}
