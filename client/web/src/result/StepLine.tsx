import type { PhotoState } from '../photos/photo';
import { stepWords } from './said';

const path: ReadonlyArray<PhotoState['step']> = ['hashing', 'lookingUp', 'uploading', 'captioning'];

/** The way of a picture, and how far it is. */
export function StepLine({ state }: { state: PhotoState }) {
  const at = path.indexOf(state.step === 'pausing' ? 'captioning' : state.step);
  const sent = state.step === 'uploading' && state.total > 0 ? state.sent / state.total : 0;
  return (
    <div className={`step-line is-${state.step}`}>
      <p className="step-words">{stepWords(state)}</p>
      {state.step === 'captioning' && state.words !== '' && <p className="sentence is-coming">{state.words}</p>}
      <div className="step-path" aria-hidden="true">
        {path.map((step, index) => (
          <span key={step} className={index < at ? 'step is-past' : index === at ? 'step is-now' : 'step'}>
            {step === 'uploading' && index === at && <span className="step-fill" style={{ width: `${sent * 100}%` }} />}
          </span>
        ))}
      </div>
      {state.step === 'pausing' && state.because.detail && <p className="fine-print">{state.because.detail}</p>}
    </div>
  );
}
