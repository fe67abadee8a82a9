import type { KeyGate } from '../access/keyGate';
import { SignButton } from '../access/SignButton';
import { DotField } from './DotField';
import { ModelBadge } from './ModelBadge';
import type { ModelsState } from './useModels';
import type { Screen } from './useScreen';

export function Header({ models, screen, gate }: { models: ModelsState; screen: Screen; gate: KeyGate }) {
  return (
    <header className="header">
      <div className="brand">
        <DotField className="brand-mark" centre={{ column: 4.2, row: 2.2 }} />
        <span>CaptionCluster</span>
      </div>
      <nav className="screens" aria-label="Screens">
        <a href="#photos" aria-current={screen === 'photos' ? 'page' : undefined}>
          Photos
        </a>
        <a href="#jobs" aria-current={screen === 'jobs' ? 'page' : undefined}>
          Jobs
        </a>
        <a href="#history" aria-current={screen === 'history' ? 'page' : undefined}>
          History
        </a>
        <a href="#cluster" aria-current={screen === 'cluster' ? 'page' : undefined}>
          Cluster
        </a>
        <a href="#traces" aria-current={screen === 'traces' ? 'page' : undefined}>
          Traces
        </a>
      </nav>
      <ModelBadge models={models} />
      <SignButton gate={gate} />
    </header>
  );
}
