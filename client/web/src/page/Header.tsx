import { DotField } from './DotField';
import { ModelBadge } from './ModelBadge';
import type { ModelsState } from './useModels';

export function Header({ models }: { models: ModelsState }) {
  return (
    <header className="header">
      <div className="brand">
        <DotField className="brand-mark" centre={{ column: 4.2, row: 2.2 }} />
        <span>CaptionCluster</span>
      </div>
      <ModelBadge models={models} />
    </header>
  );
}
