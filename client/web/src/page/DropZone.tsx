import { useRef } from 'react';
import { DotField } from './DotField';
import { acceptedFiles, acceptedNames } from '../photos/formats';

interface DropZoneProps {
  isOver: boolean;
  /** Steps back once there are photos to look at. */
  isSmall: boolean;
  onFiles(files: File[]): void;
}

export function DropZone({ isOver, isSmall, onFiles }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const classes = ['drop-zone', isOver && 'is-over', isSmall && 'is-small'].filter(Boolean).join(' ');
  return (
    <section className={classes} aria-label="Add photos">
      <DotField className="drop-dots" centre={isOver ? { column: 3, row: 3 } : { column: 4.4, row: 2.2 }} />
      <div className="drop-words">
        {!isSmall && (
          <h1>
            <span>A photo in, </span>
            <span>a sentence out.</span>
          </h1>
        )}
        <p>{isOver ? 'Let go to see what it says.' : 'Drop photos anywhere, paste one, or'}</p>
        <button type="button" className="button is-main" onClick={() => input.current?.click()}>
          Choose photos
        </button>
        {!isSmall && <p className="fine-print">{acceptedNames}. A picture that is known already is not uploaded again.</p>}
      </div>
      <input
        ref={input}
        type="file"
        accept={acceptedFiles}
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file again must count as a change.
          currentTarget.value = '';
        }}
      />
    </section>
  );
}
