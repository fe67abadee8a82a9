import { expect, test } from 'vitest';
import { bytes, news, perMinute, seconds, summary, type Cluster } from '../../src/cluster/cluster';
import { fakeCluster } from '../fake/fakeCluster.mjs';

const cluster = (change: (cluster: ReturnType<typeof fakeCluster>) => void = () => {}): Cluster => {
  const made = fakeCluster();
  change(made);
  return made;
};

test('summary_AllWork_AddsUpTheWorkThatWaits', () => {
  expect(summary(cluster())).toBe('2 silos work, 1.6 s of work waits.');
});

test('summary_OneLostOneSilent_SaysSo', () => {
  const now = cluster(({ silos }) => {
    silos[0]!.status = 'dead';
    silos[1]!.status = 'silent';
  });
  expect(summary(now)).toBe('0 silos work, 1 not answering, 1 lost in the last 15 minutes, 0.0 s of work waits.');
});

test('summary_NobodySaysWhoBelongs_IsWhatWasKnown', () => {
  expect(summary({ ...cluster(), membership: 'silent' })).toBe('The cluster does not answer. This is what was known last.');
});

test('news_SiloDies_IsToldOnce', () => {
  const dead = cluster(({ silos }) => void (silos[1]!.status = 'dead'));
  expect(news(null, cluster())).toEqual([]);
  expect(news(cluster(), dead)).toEqual(['silo-2: lost.']);
  expect(news(dead, dead)).toEqual([]);
});

test('news_SiloComesBack_IsANewOne', () => {
  const back = cluster(({ silos }) => void (silos[1]!.startedAt = '2026-03-01T12:01:00Z'));
  expect(news(cluster(), back)).toEqual(['silo-2: new, working.']);
});

test('figures_OfEverySize_AreShort', () => {
  expect([0.04, 9.96, 42, 100, 7200].map(seconds)).toEqual(['0.0 s', '10.0 s', '42 s', '1.7 min', '2.0 h']);
  expect([412_000_000, 2_340_000_000].map(bytes)).toEqual(['412 MB', '2.3 GB']);
  expect([0, 1.25, 1260.4].map(perMinute)).toEqual(['0', '1.3', '1260']);
});
