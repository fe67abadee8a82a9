import { useEffect, useRef, useState, type ReactNode } from 'react';

const step = 12;

interface MoreOnScroll {
  /** How many to draw. */
  count: number;
  /** Goes behind the last one that is drawn. */
  end: ReactNode;
  showUpTo(count: number): void;
}

/** Draws a long list as far as it is scrolled to, so that hundreds cost no more than a dozen. */
export function useMoreOnScroll(length: number): MoreOnScroll {
  const [wanted, setWanted] = useState(step);
  const end = useRef<HTMLDivElement>(null);
  const hasMore = wanted < length;

  useEffect(() => {
    if (!hasMore || end.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setWanted((count) => count + step),
      { rootMargin: '100% 0px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasMore, wanted]);

  return {
    count: Math.min(wanted, length),
    end: hasMore ? <div ref={end} className="more" aria-hidden="true" /> : null,
    showUpTo: (count) => setWanted((before) => Math.max(before, count)),
  };
}
