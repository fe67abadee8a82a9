import { useRef, type ReactNode } from 'react';

interface FileButtonProps {
  children: ReactNode;
  className: string;
  accept?: string;
  /** Asks for a whole folder. */
  isFolder?: boolean;
  /** Opens the camera where the device has one at hand. */
  isCamera?: boolean;
  onFiles(files: File[]): void;
}

/** A button that opens the system's own chooser. */
export function FileButton({ children, className, accept, isFolder, isCamera, onFiles }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={className} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple={!isCamera}
        {...(isFolder ? { webkitdirectory: '' } : {})}
        {...(isCamera ? { capture: 'environment' as const } : {})}
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file again must count as a change.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
