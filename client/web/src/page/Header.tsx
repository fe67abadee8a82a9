import type { KeyGate } from '../access/keyGate';
import { SignButton } from '../access/SignButton';
import { DotField } from './DotField';
import { ModelBadge } from './ModelBadge';
import type { ModelsState } from './useModels';
import { screens, type Screen } from './useScreen';

export function Header({ models, screen, gate }: { models: ModelsState; screen: Screen; gate: KeyGate }) {
  return (
    <header className="header">
      <div className="brand">
        <DotField className="brand-mark" centre={{ column: 4.2, row: 2.2 }} />
        <span>CaptionCluster</span>
      </div>
      <nav className="screens" aria-label="Screens">
        {screens.map((each) => (
          <a key={each} href={`#${each}`} aria-current={screen === each ? 'page' : undefined}>
            {each.charAt(0).toUpperCase() + each.slice(1)}
          </a>
        ))}
      </nav>
      <ModelBadge models={models} />
      <SignButton gate={gate} />
    </header>
  );
}
