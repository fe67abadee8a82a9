import type { Token } from '../api/types';

/** A word of the sentence as shown, with what its tokens knew. */
export interface Word {
  text: string;
  /** 0 to 1; null when no token belongs to the word. */
  probability: number | null;
  attention: readonly number[] | null;
}

/**
 * Gives every word of the sentence its tokens. The sentence is dressed (capitals, full stop, house wording) and a tokenizer may
 * cut words in pieces, so words and tokens are matched by their letters. A word that has no match goes without.
 */
export function wordsOf(caption: string, tokens: readonly Token[] = []): Word[] {
  const spoken = tokens.filter(({ text }) => letters(text) !== '' && !isSpecial(text));
  let next = 0;
  return caption.split(/\s+/).filter(Boolean).map((text) => {
    const found = findWord(letters(text), spoken, next);
    if (found === null) return { text, probability: null, attention: null };
    next = found.end;
    return { text, ...summary(spoken.slice(found.start, found.end)) };
  });
}

/** "</s>", "<|endoftext|>": part of the decoding, not of the sentence. */
function isSpecial(text: string): boolean {
  return /^\s*<.*>\s*$/.test(text);
}

/** Lower case, without what dressing and tokenizers put around a word ("Ġ" is a space in byte-level vocabularies). */
function letters(text: string): string {
  return text.replace(/^Ġ/, '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** How many tokens a reworded word may stand for; looking further would match words that only look alike. */
const lookAhead = 4;

function findWord(word: string, tokens: readonly Token[], from: number): { start: number; end: number } | null {
  if (word === '') return null;
  for (let start = from; start < Math.min(from + lookAhead, tokens.length); start++) {
    let built = '';
    for (let end = start; end < tokens.length && built.length < word.length; end++) {
      built += letters(tokens[end]!.text);
      if (built === word) return { start, end: end + 1 };
    }
  }
  return null;
}

function summary(tokens: readonly Token[]): Omit<Word, 'text'> {
  const probability = Math.exp(tokens.reduce((sum, token) => sum + token.logProbability, 0));
  const grids = tokens.flatMap(({ attention }) => (attention && attention.length > 0 ? [attention] : []));
  const first = grids[0];
  if (first === undefined) return { probability, attention: null };
  return { probability, attention: first.map((_, cell) => grids.reduce((sum, grid) => sum + (grid[cell] ?? 0), 0) / grids.length) };
}
