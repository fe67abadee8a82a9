import { afterEach, expect, test, vi } from 'vitest';
import { digestOf } from '../../src/api/digest';

afterEach(() => vi.unstubAllGlobals());

test('digestOf_Abc_IsTheStandardsExample', async () => {
  // FIPS 180-2, appendix B.1.
  expect(await digestOf(new Blob(['abc']))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('digestOf_NoCryptography_IsNull', async () => {
  vi.stubGlobal('crypto', {});
  expect(await digestOf(new Blob(['abc']))).toBeNull();
});

test('digestOf_VeryLargeFile_IsNotRead', async () => {
  const file = new Blob(['abc']);
  Object.defineProperty(file, 'size', { value: 65 * 1024 * 1024 });
  expect(await digestOf(file)).toBeNull();
});
