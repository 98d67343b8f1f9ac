import { PublishedKernels } from '../../search/published-kernels.ts';
import { BLOCK_FILES } from '../../search/symbol-blocks.ts';

/** @param base root of the site, absolute */
export function kernelsAt(base: string): PublishedKernels {
  return new PublishedKernels(async (file) => {
    const response = await fetch(base + file);
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    return await response.text();
  }, BLOCK_FILES);
}
