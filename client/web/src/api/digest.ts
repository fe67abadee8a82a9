/** Hashing holds the whole file in memory; past this the server would refuse the file anyway. */
const largestBytes = 64 * 1024 * 1024;

/**
 * SHA-256 of a file, 64 lower-case hexadecimal digits: the picture's name at the service.
 * Null when the browser offers no cryptography (plain HTTP away from localhost) or the file is very large.
 */
export async function digestOf(file: Blob): Promise<string | null> {
  // Typed as always there, but absent where the page did not come from a secure origin.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined || file.size > largestBytes) return null;
  const hash = await subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
