/** The text and JSON of the pages below /policy/: one vendor, all side by side, promise against practice. */
import { z } from 'zod';
import { en } from '../../lang/en/messages.ts';
import { TRANSITIONS } from '../../policy/promise.ts';
import type { VendorEntry } from '../../records/entries/vendor.ts';
import type { DriverSupport, InterfacePolicy } from '../../policy/context-record.ts';
import {
  type PoliciesJson,
  practiceJsonSchema,
  type PracticeJson,
  vendorJsonSchema,
  type VendorJson,
} from '../../records/json/policy-json.ts';
import { heading, list, paragraph, table, title, type Block } from '../../media/blocks.ts';
import { promiseWords } from './policy-words.ts';
import {
  forceWords,
  lastReading,
  measuredTable,
  policyBlocks,
  practiceTable,
  sourced,
} from './policy-blocks.ts';
import { colophon, type PlainPage, type PlainSite } from '../frame/plain-page.ts';

/** @param about what people wrote of the vendor and its policies */
export function plainVendor(
  vendor: VendorEntry,
  about: readonly Block[],
  { urls, origin }: PlainSite,
): PlainPage {
  const url = origin + urls.vendor(vendor.name);
  const built = lastReading([vendor, ...vendor.policies]);
  const json: VendorJson = { schema: 'kabi-reports/vendor/1', url, built, ...vendor };
  const { history, terms, practice } = vendor;
  const section = (name: string, blocks: readonly Block[]) =>
    blocks.length === 0 ? [] : [heading(name), ...blocks];
  const text = [
    title(`${vendor.title.en}: kernel ABI policies`),
    paragraph(vendor.summary.en),
    ...vendor.policies.flatMap(policyBlocks),
    ...section(en.vendor.more, about),
    ...section(
      en.vendor.history,
      history.length === 0
        ? []
        : [list(history.map((each) => sourced(`${each.date}: ${each.text.en}`, vendor, each)))],
    ),
    ...section(
      en.vendor.terms,
      terms.length === 0
        ? []
        : [list(terms.map((each) => sourced(`${each.term.en}: ${each.means.en}`, vendor, each)))],
    ),
    ...section(en.vendor.practice, practice.length === 0 ? [] : [practiceTable(practice)]),
    colophon(url, built),
  ];
  return { text, json: z.encode(vendorJsonSchema, json) };
}

export function plainPolicies(
  vendors: readonly VendorEntry[],
  others: { readonly interfaces: readonly InterfacePolicy[]; readonly support: readonly DriverSupport[] },
  { urls, origin }: PlainSite,
): PlainPage {
  const url = origin + urls.policies;
  const adopted = vendors.flatMap((vendor) =>
    vendor.policies.filter(({ status }) => status === 'adopted').map((policy) => ({ vendor, policy })),
  );
  const built = lastReading(adopted.map(({ policy }) => policy));
  const { interfaces, support } = others;
  const json: PoliciesJson = {
    schema: 'kabi-reports/policies/1',
    url,
    built,
    policies: adopted.map(
      ({ policy: { vendor, id, title: of, covers, effective, promise, decides, sources } }) => ({
        ...{ vendor, id, title: of, covers, promise, decides, sources },
        ...(effective !== undefined && { effective }),
      }),
    ),
    interfaces: [...interfaces],
    support: [...support],
  };
  const text = [
    title(en.policies.title),
    paragraph(en.policies.description),
    ...adopted.flatMap(({ vendor, policy }) => [
      paragraph(
        { text: policy.title.en, url: origin + urls.policy(policy.vendor, policy.id) },
        ` (${vendor.title.en}). ${forceWords(policy)}`,
      ),
      table([
        ...TRANSITIONS.map((each) => [en.shortTransitions[each], promiseWords(policy.promise[each], en)]),
        [en.matrix.decidesLabel, en.waivers[policy.decides.waiver]],
      ]),
    ]),
    ...(interfaces.length === 0 ? [] : [heading(en.policies.interfaces)]),
    ...interfaces.flatMap(({ title: of, date, rule, outcome }) => [
      paragraph(`${of.en} (${date}): ${rule.en}`),
      paragraph(`${en.interfaces.outcome}: ${outcome.en}`),
    ]),
    ...(support.length === 0 ? [] : [heading(en.policies.support)]),
    ...support.flatMap(({ driver, summary, systems }) => [
      paragraph(`${driver}: ${summary.en}`),
      table(
        systems.map(({ system, version, releases, andMore }) => [
          system,
          version ?? en.support.notGiven,
          `${releases.join(', ')}${andMore ? en.support.andMore : ''}`,
        ]),
      ),
    ]),
    colophon(url, built),
  ];
  return { text, json };
}

export function plainPractice(vendors: readonly VendorEntry[], { urls, origin }: PlainSite): PlainPage {
  const url = origin + urls.practice;
  const practised = vendors.filter(({ practice }) => practice.length > 0);
  const measured = vendors
    .flatMap(({ policies }) => policies)
    .filter(({ measurements }) => measurements.length > 0);
  const built = lastReading(measured);
  const json: PracticeJson = {
    schema: 'kabi-reports/practice/1',
    url,
    built,
    computed: practised.flatMap(({ practice }) => practice),
    measured: measured.map(({ vendor, id, measurements, sources }) => ({
      vendor,
      id,
      measurements,
      sources,
    })),
  };
  const text = [
    title(en.practice.title),
    paragraph(en.practice.lede),
    ...(practised.length === 0 ? [] : [heading(en.practice.computed)]),
    ...practised.flatMap((vendor) => [paragraph(`${vendor.title.en}:`), practiceTable(vendor.practice)]),
    ...(measured.length === 0 ? [] : [heading(en.practice.measured)]),
    ...measured.flatMap((policy) => [paragraph(`${policy.title.en}:`), measuredTable(policy)]),
    colophon(url, built),
  ];
  return { text, json: z.encode(practiceJsonSchema, json) };
}
