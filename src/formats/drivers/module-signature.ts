/** What is appended to a module behind its ELF data: a PKCS#7 message, struct module_signature, and a marker. */
import type { ModuleObject } from '../../kernel/module.ts';

const MARKER = '~Module signature appended~\n';
/** sizeof(struct module_signature) in include/linux/module_signature.h. */
const TRAILER_SIZE = 12;
const PKEY_ID_PKCS7 = 2;

/**
 * mod_check_sig() in kernel/module_signature.c, and whether what it measures can be a PKCS#7 message at all. Whether a
 * kernel knows the key, and whether the digest is right, nobody can tell without both. A message of another kind than
 * PKCS#7 is taken for none (-ENOPKG), as is an unknown key.
 */
export function signatureOf(bytes: Uint8Array): ModuleObject['signature'] {
  const end = bytes.length - MARKER.length;
  if (end < 0 || String.fromCharCode(...bytes.subarray(end)) !== MARKER) return 'none';
  const at = end - TRAILER_SIZE;
  if (at <= 0) return 'damaged';
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, TRAILER_SIZE);
  const length = view.getUint32(8);
  if (length >= at) return 'damaged';
  if (view.getUint8(2) !== PKEY_ID_PKCS7) return 'appended';
  const mustBeZero = [0, 1, 3, 4, 5, 6, 7];
  if (mustBeZero.some((offset) => view.getUint8(offset) !== 0)) return 'damaged';
  return isDerSequence(bytes.subarray(at - length, at)) ? 'appended' : 'damaged';
}

/** ContentInfo of RFC 2315 is one SEQUENCE, in DER, and fills the message. */
function isDerSequence(message: Uint8Array): boolean {
  const [tag, first] = message;
  if (tag !== 0x30 || first === undefined) return false;
  if (first < 0x80) return message.length === 2 + first;
  const count = first & 0x7f;
  if (count === 0 || count > 4 || message.length < 2 + count) return false;
  const length = message.subarray(2, 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  return message.length === 2 + count + length;
}
