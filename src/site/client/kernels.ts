import { PublishedKernels } from '../../search/published-kernels.ts';
import { dataBelow } from './data/arrival.ts';

/** @param root of the site */
export function kernelsAt(root: string): PublishedKernels {
  return new PublishedKernels(dataBelow(root));
}
