import { count, share } from '../../base/text.ts';
import type { UpdateHeadline } from '../common/words.ts';

/** `On amd64, 31 % of the common exports changed their CRC (7,529 of 24,640). The nearest cause of 82 % of them is struct net_device.` */
export function headlineSentence({ variant, changed, common, cause }: UpdateHeadline): string {
  const found = `On ${variant}, ${share(changed, common)} of the common exports changed their CRC (${count(changed)} of ${count(common)}).`;
  if (cause === null) return found;
  const all = cause.symbols === changed && changed > 1;
  return `${found} The nearest cause of ${all ? 'all' : share(cause.symbols, changed)} of them is ${cause.name}.`;
}
