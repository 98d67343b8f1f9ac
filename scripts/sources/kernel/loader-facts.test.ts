import { expect, test } from 'vitest';
import { parseKernelConfig } from './kernel-config.ts';
import { loaderFacts } from './loader-facts.ts';

const config = parseKernelConfig(
  'CONFIG_X86_64=y\nCONFIG_SMP=y\nCONFIG_MODULE_SIG=y\n# CONFIG_MODULE_SIG_FORCE is not set\n',
);

test('a configuration and utsrelease.h tell how a kernel loads modules', () => {
  expect.assert(config !== undefined);
  const { uname, vermagic, settings } = loaderFacts(config, '#define UTS_RELEASE "6.1.0-54-amd64"\n');
  expect({ uname, vermagic }).toEqual({ uname: '6.1.0-54-amd64', vermagic: '6.1.0-54-amd64 SMP ' });
  expect(settings).toMatchObject({ MODULE_SIG: true, MODULE_SIG_FORCE: false });
});

test.each([undefined, '', '#define UTS_RELEASE x'])(
  'without a release in "%s" there is no vermagic',
  (header) => {
    expect.assert(config !== undefined);
    expect(loaderFacts(config, header)).not.toHaveProperty('vermagic');
  },
);
