/** The service's answers, version 1, as far as the page reads them. */

export interface Token {
  text: string;
  /** Natural logarithm. */
  logProbability: number;
  /** One weight a grid cell, row by row, summing to 1. */
  attention?: number[] | null;
}

/** Queue, encode and decode are of the inference that made the caption; intake and total of this request. */
export interface Timing {
  /** Absent when no picture was sent. */
  intakeMs?: number;
  queueMs: number;
  encodeMs: number;
  decodeMs: number;
  totalMs: number;
  encodeBatch: number;
  decodeBatch: number;
}

export interface Alternative {
  caption: string;
  score: number;
  adequacy?: number | null;
}

export type Source = 'computed' | 'coalesced' | 'hit';

export interface Caption {
  caption: string;
  /** Who wrote it. */
  author?: 'model' | 'person';
  /** The model's sentence where a person's takes its place. All numbers are about this one. */
  modelCaption?: string;
  /** Empty when the picture is decorative. */
  altText: string;
  /** For HTML. */
  altAttribute: string;
  altMarkdown: string;
  /** There is nothing to see. */
  decorative: boolean;
  /** There may be text in the picture that nobody read. */
  unreadText: boolean;
  publishable: boolean;
  reason?: { code: string; detail: string };
  /** 0 to 1. */
  confidence: number;
  /** 0 to 1; absent when the model has no judge. */
  adequacy?: number | null;
  /** 0 to 1: how likely the sentence is as good as a person's; null when the model has no calibration. */
  quality?: number | null;
  image: { sha256: string; width: number; height: number; format: string };
  model: { name: string; revision: string; variant?: string };
  source: Source;
  stored?: boolean;
  timing?: Timing;
  tokens?: Token[];
  alternatives?: Alternative[];
}

export interface Models {
  models: Model[];
  /** Whether the server fetches pictures from addresses. */
  urls?: 'none' | 'allow-list' | 'public';
}

export interface Model {
  name: string;
  revision: string;
  variant: string;
  family: string;
  device: string;
  state: string;
  isDefault: boolean;
  attention?: { columns: number; rows: number } | null;
}
