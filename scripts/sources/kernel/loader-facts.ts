/** What a build's own files say of how it loads modules: its configuration, and the header with its release. */
import { loaderSettings, vermagicOfBuild, type LoaderSetting } from '../../../src/kernel/loader.ts';
import type { ConfigFacts } from './kernel-config.ts';

export interface LoaderFacts {
  readonly uname?: string;
  /** VERMAGIC_STRING, to the letter. */
  readonly vermagic?: string;
  readonly settings: Record<LoaderSetting, boolean>;
}

/** @param utsrelease include/generated/utsrelease.h, where it is at hand */
export function loaderFacts({ isOn }: ConfigFacts, utsrelease: string | undefined): LoaderFacts {
  const uname =
    utsrelease === undefined ? undefined : /^#define UTS_RELEASE "([^"\s]+)"/m.exec(utsrelease)?.[1];
  const vermagic = uname === undefined ? undefined : vermagicOfBuild(uname, isOn);
  return {
    ...(uname === undefined ? {} : { uname }),
    ...(vermagic === undefined ? {} : { vermagic }),
    settings: loaderSettings(isOn),
  };
}
