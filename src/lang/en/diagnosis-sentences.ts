/**
 * A finding of a diagnosis (src/load/diagnosis) in words: the answer, why, what to do, whether a rebuild is enough, what
 * would tell more. Every cause has its text; the compiler holds the table complete.
 */
import type { DiagnosisCause, Finding } from '../../load/diagnosis/finding.ts';
import {
  calledOtherwise,
  kernelChanged,
  providerChanged,
  otherModuleChanged,
  moduleLayout,
  vermagic,
} from './diagnosis/version-texts.ts';
import {
  gplAndProprietary,
  namespace,
  notExported,
  trimmed,
  protectedExport,
  protectedSymbol,
  duplicateExport,
} from './diagnosis/access-texts.ts';
import {
  structModule,
  signature,
  btf,
  wrongMachine,
  damagedFile,
  buildFault,
} from './diagnosis/file-texts.ts';
import { BUILD_TEXTS } from './diagnosis/build-texts.ts';
import { PACKAGE_TEXTS } from './diagnosis/package-texts.ts';
import { SITUATION_TEXTS } from './diagnosis/situation-texts.ts';
import { FindingWords, type DiagnosisText, type FindingText } from './diagnosis/words.ts';

export type { DiagnosisText, Step } from './diagnosis/words.ts';

export function diagnosisText(finding: Finding): DiagnosisText {
  return TEXTS[finding.cause](new FindingWords(finding), finding);
}

const TEXTS: Readonly<Record<DiagnosisCause, FindingText>> = {
  'kernel-changed': kernelChanged,
  'called-otherwise': calledOtherwise,
  'provider-changed': providerChanged,
  'other-module-changed': otherModuleChanged,
  'module-layout': moduleLayout,
  vermagic,
  'gpl-and-proprietary': gplAndProprietary,
  namespace,
  'not-exported': notExported,
  'undefined-symbols': notExported,
  trimmed,
  'protected-export': protectedExport,
  'protected-symbol': protectedSymbol,
  'duplicate-export': duplicateExport,
  'struct-module': structModule,
  signature,
  btf,
  'wrong-machine': wrongMachine,
  'damaged-file': damagedFile,
  'build-fault': buildFault,
  ...BUILD_TEXTS,
  ...PACKAGE_TEXTS,
  ...SITUATION_TEXTS,
};
