import { useEffect, useState } from 'react';

const millisecondsPerWord = 900;

/** Which word's attention is on the photo: pointed at, played, focused by keyboard or pinned by a click, in this order. */
export function useLookedAtWord(wordCount: number) {
  const [hovered, setHovered] = useState<number | null>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const [pinned, setPinned] = useState<number | null>(null);
  const [played, setPlayed] = useState<number | null>(null);

  useEffect(() => {
    if (played === null) return;
    const timer = setTimeout(() => setPlayed(played + 1 < wordCount ? played + 1 : null), millisecondsPerWord);
    return () => clearTimeout(timer);
  }, [played, wordCount]);

  return {
    word: hovered ?? played ?? focused ?? pinned,
    pinned,
    isPlaying: played !== null,
    hover: setHovered,
    focus: setFocused,
    togglePin(index: number) {
      setPlayed(null);
      setPinned(pinned === index ? null : index);
    },
    togglePlay() {
      setPinned(null);
      setPlayed(played === null ? 0 : null);
    },
    clear() {
      setPinned(null);
      setPlayed(null);
      setFocused(null);
    },
  };
}

export type LookedAtWord = ReturnType<typeof useLookedAtWord>;
