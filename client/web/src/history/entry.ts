/** What this browser remembers of a picture. */
export interface Entry {
  sha256: string;
  name: string;
  caption: string;
  altText: string;
  author: 'model' | 'person';
  /** 0 to 1; null when the model has no calibration. */
  quality: number | null;
  model: string;
  /** When it was captioned last, as ISO 8601. */
  at: string;
  thumbnail: Blob | null;
}

/** Whether every word of the question is somewhere in what the entry says. */
export function matches({ name, caption, altText, sha256 }: Entry, question: string): boolean {
  const said = `${name} ${caption} ${altText} ${sha256}`.toLocaleLowerCase();
  return question.toLocaleLowerCase().split(/\s+/).every((word) => said.includes(word));
}
