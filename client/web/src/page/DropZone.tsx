import { AddressField } from '../photos/AddressField';
import { picturesOf } from '../photos/droppedFiles';
import { acceptedFiles, acceptedNames } from '../photos/formats';
import { DotField } from './DotField';
import { FileButton } from './FileButton';

interface DropZoneProps {
  isOver: boolean;
  /** Steps back once there are photos to look at. */
  isSmall: boolean;
  onFiles(files: File[]): void;
  /** Null where the server fetches nothing. */
  onAddress: ((address: string) => void) | null;
}

export function DropZone({ isOver, isSmall, onFiles, onAddress }: DropZoneProps) {
  const classes = ['drop-zone', isOver && 'is-over', isSmall && 'is-small'].filter(Boolean).join(' ');
  return (
    <section className={classes} aria-label="Add photos">
      <DotField className="drop-dots" centre={isOver ? { column: 3, row: 3 } : { column: 4.4, row: 2.2 }} />
      <div className="drop-words">
        {isSmall ? (
          <h1 className="visually-hidden">Photos</h1>
        ) : (
          <h1>
            <span>A photo in, </span>
            <span>a sentence out.</span>
          </h1>
        )}
        <p>{isOver ? 'Let go to see what it says.' : 'Drop photos or folders anywhere, paste one, or'}</p>
        <div className="actions">
          <FileButton className="button is-main" accept={acceptedFiles} onFiles={onFiles}>
            Choose photos
          </FileButton>
          <FileButton className="button" isFolder onFiles={(files) => onFiles(picturesOf(files))}>
            Choose a folder
          </FileButton>
          <FileButton className="button is-for-touch" accept="image/*" isCamera onFiles={onFiles}>
            Take a photo
          </FileButton>
        </div>
        {onAddress && <AddressField onAddress={onAddress} />}
        {!isSmall && <p className="fine-print">{acceptedNames}. A picture that is known already is not uploaded again.</p>}
      </div>
    </section>
  );
}
