import type { Caption } from '../api/types';
import type { Origin } from '../photos/photo';
import { CopyButton } from './CopyButton';
import { curlLine } from './curl';
import { percent } from './said';
import { TimeLine } from './TimeLine';

/** What is good to have but need not be seen first. */
export function Details({ caption, origin }: { caption: Caption; origin: Origin }) {
  const { timing, alternatives = [], image, model } = caption;
  const curl = curlLine(document.baseURI, origin);
  return (
    <div className="details">
      {timing && (
        <details>
          <summary>Where the time went</summary>
          <TimeLine timing={timing} source={caption.source} />
        </details>
      )}
      {alternatives.length > 0 && (
        <details>
          <summary>Sentences it also considered</summary>
          <ol className="alternatives">
            {alternatives.map((alternative, index) => (
              <li key={index}>
                {alternative.caption}
                {alternative.adequacy != null && <span className="fine-print"> fits {percent(alternative.adequacy)}</span>}
              </li>
            ))}
          </ol>
        </details>
      )}
      <details>
        <summary>Ask from a shell</summary>
        <pre className="curl" tabIndex={0} aria-label="curl command">{curl}</pre>
        <CopyButton text={curl}>Copy command</CopyButton>
        <p className="fine-print">
          {image.width} × {image.height} {image.format}, SHA-256 <code className="digest">{image.sha256}</code>, model {model.name}
        </p>
      </details>
    </div>
  );
}
