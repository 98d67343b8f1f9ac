/** Policies as collection entries: what they promise, whether it was kept, and what others would have made of it. */
import type { RootContent } from 'mdast';
import { parseChangeRows } from '../../../src/history/comparison.ts';
import {
  guaranteeOf,
  policyInForce,
  policyName,
  sourceOf,
  transitionOf,
  type Policy,
  type Vendor,
} from '../../../src/policy/policy.ts';
import { practiceOutcome } from '../../../src/policy/practice.ts';
import { buildDay } from '../../../src/history/releases.ts';
import type { JudgedVariant, ReleasePromise } from '../../../src/records/entries/promise.ts';
import type { VendorEntry } from '../../../src/records/entries/vendor.ts';
import type { WhatIfEntry } from '../../../src/records/entries/what-if.ts';
import { MAIN_LANGUAGE, TRANSLATIONS, type Language } from '../../../src/base/language.ts';
import { inLanguage, type Prose } from '../../../src/base/prose.ts';
import type { Importers } from '../../../src/records/rows/importers.ts';
import type { ReleaseRef } from '../../../src/history/release-ref.ts';
import type { WhatIfRows } from '../../../src/policy/what-if-record.ts';
import type { MeasuredList } from '../../../src/policy/measured-list.ts';
import { VariantChanges, variantFacts, type Tally } from '../../../src/policy/tally.ts';
import type { Guarantee } from '../../../src/policy/verdict.ts';
import { WhatIf } from '../../../src/policy/what-if.ts';
import type { Analysis, Comparison } from '../analyse.ts';
import { parseMarkdown } from '../../documents/markdown.ts';
import { requiredBy } from './protections.ts';

interface Translation {
  readonly into: Language;
  /** That it is in: English where a part of it has no translation. */
  readonly language: Language;
  readonly about: RootContent[];
}

interface WhatIfFile {
  /** Path of the entry, without ending. */
  readonly name: string;
  readonly data: Omit<WhatIfEntry, 'rowsSha256'>;
  readonly rows: WhatIfRows;
}

export class PolicyEntries {
  readonly #vendors: readonly Vendor[];
  readonly #policies: readonly Policy[];
  readonly #analysis: Analysis;
  readonly #titles: ReadonlyMap<string, string>;
  readonly #promises = new Map<Comparison, ReleasePromise>();
  readonly #breaking = new Map<Comparison, ReadonlyMap<string, readonly string[]>>();
  readonly #whatIfs: WhatIfFile[] = [];

  /** @param measured figures by lists that are not on file */
  constructor(
    vendors: readonly Vendor[],
    analysis: Analysis,
    importers: Importers,
    measured: readonly MeasuredList[],
  ) {
    this.#vendors = vendors;
    this.#policies = vendors.flatMap((vendor) => vendor.policies);
    this.#analysis = analysis;
    this.#titles = new Map(analysis.lines.map(({ product }) => [product.name, product.title]));
    if (this.#policies.length === 0) return;
    const whatIf = new WhatIf(this.#policies, (symbol) => importers.symbols[symbol] ?? [], measured);
    // The facts of one comparison at a time: of all together they would fill the memory.
    for (const comparison of analysis.comparisons) this.#judge(comparison, whatIf);
  }

  /** The promise in force for each comparison of which one is on file. */
  promises(comparisons: readonly Comparison[]): ReleasePromise[] {
    return comparisons.flatMap((each) => this.#promises.get(each) ?? []);
  }

  /** By variant, the symbols of which a change is breaking under the promise in force; undefined where there is none. */
  breaking(comparison: Comparison): ReadonlyMap<string, readonly string[]> | undefined {
    return this.#breaking.get(comparison);
  }

  vendors(): { data: VendorEntry; about: RootContent[]; translations: Translation[] }[] {
    return this.#vendors.map((vendor) => ({
      data: this.#vendorEntry(vendor),
      about: aboutVendor(vendor, MAIN_LANGUAGE),
      translations: TRANSLATIONS.map((into) => {
        const language = languageOfAbout(vendor, into);
        return { into, language, about: aboutVendor(vendor, language) };
      }),
    }));
  }

  whatIfs(): readonly WhatIfFile[] {
    return this.#whatIfs;
  }

  /** Names of the policies that updates within a product were judged under. */
  judged(): string[] {
    const isUpdate = ({ data }: WhatIfFile) => data.before.product === data.after.product;
    return this.#whatIfs.some(isUpdate) ? this.#policies.map(policyName) : [];
  }

  #judge(comparison: Comparison, whatIf: WhatIf): void {
    const { before, after } = comparison;
    const day = this.#dayOf(after);
    const policy = policyInForce(this.#policies, after.product, day);
    const transition = transitionOf(comparison, policy);
    const modules = comparison.rows.modules.map(({ module, rows }) => ({
      module,
      rows: parseChangeRows(rows),
    }));
    const variants = comparison.variants.map(({ variant, finding }, index) => ({
      product: after.product,
      variant,
      update: [`${before.product}/${before.release}`, `${after.product}/${after.release}`] as const,
      changes: new VariantChanges(
        variantFacts(modules, index, this.#namespaces(before, variant)),
        finding.coverages[1],
      ),
      notComparable: finding.summary['not-comparable'],
    }));
    if (policy !== undefined) {
      const { keeps, protects, verified, text, ...cell } = policy.promise[transition];
      const judged = variants.map(({ variant, changes, notComparable }) => {
        const guarantee = guaranteeOf(policy, transition, after.product, variant);
        const tally = changes.tally(guarantee);
        return { variant, tally, judged: judgedVariant(variant, tally, notComparable, guarantee) };
      });
      this.#breaking.set(comparison, new Map(judged.map(({ variant, tally }) => [variant, tally.breaking])));
      this.#promises.set(comparison, {
        policy: { vendor: policy.vendor, id: policy.id, title: policy.title },
        before: this.#ref(before),
        transition,
        ...{ keeps, protects, verified, text },
        source: sourceOf(policy, cell),
        variants: judged.map((each) => each.judged),
      });
    }
    this.#whatIfs.push({
      name: `${after.product}/${before.release}..${after.release}`,
      data: { before: this.#ref(before), after: this.#ref(after), built: day, transition },
      rows: { schema: 'kabi-reports/what-if/1', transition, ...whatIf.judge(variants) },
    });
  }

  #vendorEntry({ policies, ...vendor }: Vendor): VendorEntry {
    const own = this.#analysis.comparisons.filter(
      (each) => this.#promises.get(each)?.policy.vendor === vendor.name,
    );
    return {
      ...vendor,
      policies: policies.map(({ listFiles, ruleFiles, ...policy }) => ({
        ...policy,
        products: policy.covers.flatMap(({ product }) =>
          product === undefined ? [] : { name: product, title: this.#titles.get(product) ?? product },
        ),
        listed: new Set(listFiles.flatMap(({ list }) => list.symbols)).size,
        requiredBy: [...requiredBy(listFiles)].map(([module, symbols]) => ({
          module,
          symbols: symbols.size,
        })),
        ruled: ruleFiles.reduce((sum, { rules }) => sum + rules.length, 0),
      })),
      practice: own
        .flatMap((each) =>
          this.promises([each]).map((promise) => ({ ...promise, after: this.#ref(each.after) })),
        )
        .reverse(),
    };
  }

  #dayOf({ product, release }: Comparison['after']): string | null {
    const records = this.#analysis.lines.find((line) => line.product.name === product)?.releases;
    const record = records?.find((each) => each.release === release);
    return record === undefined ? null : buildDay(record);
  }

  #ref({ product, release }: Comparison['after']): ReleaseRef {
    return { product, title: this.#titles.get(product) ?? product, release };
  }

  /** The namespaces of one snapshot; read only where a rule asks for them. */
  #namespaces({ product, release }: Comparison['before'], variant: string): (symbol: string) => string {
    const asks = this.#policies.some(({ ruleFiles }) =>
      ruleFiles.some(({ rules }) => rules.some(({ type }) => type === 'namespace')),
    );
    if (!asks) return () => '';
    const { variants, histories } = this.#analysis;
    const variantIndex = variants.findIndex((each) => each.product === product && each.name === variant);
    const at = variants[variantIndex]?.releases.indexOf(release) ?? -1;
    const namespaces = new Map<string, string>();
    for (const { symbol, variants: runs } of histories.rows()) {
      const run = runs
        .find(([index]) => index === variantIndex)?.[1]
        .find(([from, to]) => from <= at && at <= to);
      const namespace = run && histories.attributes[run[3]]?.namespace;
      if (namespace !== undefined && namespace !== '') namespaces.set(symbol, namespace);
    }
    return (symbol) => namespaces.get(symbol) ?? '';
  }
}

function judgedVariant(
  variant: string,
  found: Tally,
  notComparable: number,
  guarantee: Guarantee,
): JudgedVariant {
  const promised = guarantee.keeps === 'kabi' || guarantee.keeps === 'unknown' ? notComparable : 0;
  const atMost = guarantee.protects === 'list' ? (guarantee.listed?.size ?? promised) : promised;
  const unknown = Math.min(promised, atMost);
  return {
    variant,
    kinds: found.kinds,
    symbols: found.symbols,
    notComparable: unknown,
    outcome: practiceOutcome(guarantee.keeps, found.symbols, unknown),
    rules: found.rules.map(({ rule, changes }) => ({
      place: `${rule.path.split('/').slice(-2).join('/')}:${rule.line}`,
      pattern: rule.pattern,
      passes: rule.passes,
      comment: rule.comment ?? null,
      changes,
    })),
  };
}

/** English where any part of it is in English only: a page says of the whole which language it is in. */
function languageOfAbout({ about, policies }: Vendor, wanted: Language): Language {
  const texts = [about, ...policies.map((policy) => policy.about)].filter((text) => text !== undefined);
  return texts.every((text) => text[wanted] !== undefined) ? wanted : MAIN_LANGUAGE;
}

/** What people wrote at length: of the vendor, then of each policy below its title. */
function aboutVendor({ about, policies }: Vendor, language: Language): RootContent[] {
  const words = (text: Prose | undefined) => (text === undefined ? '' : inLanguage(text, language));
  return [
    ...parseMarkdown(words(about)).children,
    ...policies.flatMap((policy): RootContent[] =>
      policy.about === undefined
        ? []
        : [
            {
              type: 'heading',
              depth: 3,
              children: [{ type: 'text', value: inLanguage(policy.title, language) }],
            },
            ...parseMarkdown(words(policy.about)).children,
          ],
    ),
  ];
}
