/** How many builds of a registered driver its kernels take: also of those that it was never built for. */
import type { JudgedBuild } from '../driver-verdicts.ts';
import type { KernelOnSite } from '../kernel-builds.ts';
import { planBuilds, type DriverPlan } from './build-plan.ts';

/**
 * What a driver imports may depend on the version of the kernel: of a kernel that it was never built for, the build for the
 * nearest kernel tells it.
 *
 * @param builds of one architecture, not empty
 * @param kernels of the same, newest first per product
 */
export function driverPlan(builds: readonly JudgedBuild[], kernels: readonly KernelOnSite[]): DriverPlan {
  const oldestFirst = kernels.toReversed();
  const places = builds.map(({ build }) =>
    oldestFirst.findIndex(({ id }) => id.product === build.id.product && id.release === build.id.release),
  );
  return planBuilds((kernel) => {
    const place = oldestFirst.findIndex(({ id }) => id === kernel.id);
    const distance = (at: number) => Math.abs((places[at] ?? 0) - place);
    const nearest = [...builds.keys()].reduce((a, b) => (distance(b) < distance(a) ? b : a), 0);
    return (builds[nearest]?.build.modules ?? []).map(({ module }) => module);
  }, oldestFirst);
}
