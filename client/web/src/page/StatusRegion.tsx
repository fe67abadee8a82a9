import type { Announcement } from './useAnnouncement';

/** Spoken by screen readers. Each announcement is an element of its own, so that the same words twice are spoken twice. */
export function StatusRegion({ said }: { said: Announcement }) {
  return (
    <p className="visually-hidden" role="status">
      <span key={said.turn}>{said.text}</span>
    </p>
  );
}
