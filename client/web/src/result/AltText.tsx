import type { Caption } from '../api/types';
import { CopyButton } from './CopyButton';
import { needsAReader } from './levels';

/** What is to be pasted into a page, and what to know before. */
export function AltText({ caption }: { caption: Caption }) {
  const advice = adviceOf(caption);
  return (
    <>
      {caption.altText !== '' && caption.caption !== `${caption.altText}.` && <p className="fine-print">Alt text: {caption.altText}</p>}
      {advice.map((words) => (
        <p key={words} className="advice">
          {words}
        </p>
      ))}
      <div className="actions">
        <CopyButton text={caption.altText}>Copy alt text</CopyButton>
        <CopyButton text={caption.altAttribute}>Copy as HTML</CopyButton>
        <CopyButton text={caption.altMarkdown}>Copy as Markdown</CopyButton>
      </div>
    </>
  );
}

export function adviceOf(caption: Caption): string[] {
  if (caption.decorative) return ['There is nothing to see in this picture: an empty alt text lets screen readers pass over it.'];
  const advice: string[] = [];
  if (!caption.publishable) advice.push(`Not to be published as it is. ${caption.reason?.detail ?? ''}`.trim());
  else if (caption.author !== 'person' && needsAReader(caption)) advice.push('Look before you use this one: the sentence may not fit the picture.');
  if (caption.unreadText) advice.push('There is text in this picture that was not read: say in the alt text what it says.');
  return advice;
}
