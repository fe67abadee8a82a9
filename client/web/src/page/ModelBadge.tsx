import type { ModelsState } from './useModels';

/** Who answers: name, variant, device, revision. */
export function ModelBadge({ models }: { models: ModelsState }) {
  if (models.at === 'asking') return <p className="model">Asking for the model…</p>;
  if (models.at === 'unreachable') return <p className="model is-wrong">{models.why}. Asking again.</p>;
  if (models.chosen === undefined) return <p className="model is-wrong">No model is loaded.</p>;

  const { name, variant, device, revision, state } = models.chosen;
  return (
    <p className={state === 'ready' ? 'model is-ready' : 'model'}>
      <span className="model-state">{state}</span>
      <strong>{name}</strong>
      <span>
        {variant} on {device}
      </span>
      <code title={`Revision ${revision}`}>{revision.slice(0, 10)}</code>
    </p>
  );
}
