import { useId, useState } from 'react';

/** A picture by its address, which the server fetches. */
export function AddressField({ onAddress }: { onAddress(address: string): void }) {
  const [address, setAddress] = useState('');
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  return (
    <form
      className="address"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const isRight = isAddress(address.trim());
        setWrong(!isRight);
        if (!isRight) return;
        onAddress(address.trim());
        setAddress('');
      }}
    >
      <label htmlFor={id}>Address of a picture</label>
      <div className="address-line">
        <input
          id={id}
          type="url"
          inputMode="url"
          autoComplete="off"
          placeholder="https://"
          value={address}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${id}-wrong` : undefined}
          onChange={({ currentTarget }) => {
            setAddress(currentTarget.value);
            setWrong(false);
          }}
        />
        <button type="submit" className="button">
          Fetch
        </button>
      </div>
      {isWrong && (
        <p id={`${id}-wrong`} className="field-problem" role="alert">
          This is no address of the web: it begins with https:// or http://.
        </p>
      )}
    </form>
  );
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
