/** Where things lie below the content folder. The only file that knows. */
import path from 'node:path';
import type { DocumentCollection } from '../../src/documents/record.ts';
import type { TypesRecord } from '../../src/history/release.ts';
import { variantName } from '../../src/kernel/variant.ts';
import type { SnapshotId } from '../../src/kernel/snapshot.ts';
import type { TypeSource } from '../../src/types/table/table.ts';

export const SYMVERS_FILE = 'Module.symvers.zst';

/** The addresses of pages that were published (src/addresses/ledger.ts). */
export function ledgerFile(content: string): string {
  return path.join(content, 'urls.ledger');
}

/** What proves the ledger. */
export function publicationsFile(content: string): string {
  return path.join(content, 'urls.publications');
}

/** Held by whoever writes below the content folder. */
export function lockFile(content: string): string {
  return path.join(content, '.kabi-lock');
}

/** What the site says of itself. */
export function siteFile(content: string): string {
  return path.join(content, 'site.yaml');
}

/** Where pages went that were published under another address. */
export function redirectsFile(content: string): string {
  return path.join(content, 'moved.yaml');
}

export function productsFolder(content: string): string {
  return path.join(content, 'products');
}

export function productFile(content: string, product: string): string {
  return path.join(productsFolder(content), product, 'product.yaml');
}

export function releaseFolder(content: string, product: string, release: string): string {
  return path.join(productsFolder(content), product, release);
}

export function releaseFile(content: string, product: string, release: string): string {
  return path.join(releaseFolder(content, product, release), 'release.yaml');
}

export function snapshotFolder(content: string, id: SnapshotId): string {
  return path.join(releaseFolder(content, id.product, id.release), variantName(id));
}

export function symversFile(content: string, id: SnapshotId): string {
  return path.join(snapshotFolder(content, id), SYMVERS_FILE);
}

/** What sources of newer kernels have of symbols that older ones export (src/formats/ends). */
export function symbolEndsFolder(content: string): string {
  return path.join(content, 'symbol-ends');
}

/** What a version of a product's kernel package changed, as its changelog says. */
export function changelogFile(content: string, product: string, version: string): string {
  return path.join(changelogFolder(content, product), `${version}.txt.zst`);
}

/** Apart from the releases: changelogs go by versions of packages, and tell of some whose exports are not on file. */
export function changelogFolder(content: string, product: string): string {
  return path.join(changelogsFolder(content), product);
}

export function changelogsFolder(content: string): string {
  return path.join(content, 'changelogs');
}

/** One for each package that modules of the snapshot came in. */
export function importsFile(content: string, id: SnapshotId, packageName: string): string {
  return path.join(snapshotFolder(content, id), importsFileName(packageName));
}

export function importsFileName(packageName: string): string {
  return `imports.${packageName}.txt.zst`;
}

/** One for each way that the types of the snapshot were told. */
export function typesFile(
  content: string,
  id: SnapshotId,
  source: TypeSource,
  { base_sha256: base }: Pick<TypesRecord, 'base_sha256'>,
): string {
  const name = base === undefined ? typesFileName(source) : typesDiffFileName(source);
  return path.join(snapshotFolder(content, id), name);
}

export function typesFileName(source: TypeSource): string {
  return `types.${source}.txt.zst`;
}

/** The same where it is a difference to a table that several snapshots share. */
export function typesDiffFileName(source: TypeSource): string {
  return `types.${source}.diff.zst`;
}

/** A table that types of snapshots are kept as differences to. It is named by its text, and never changes. */
export function sharedTypesFile(content: string, source: TypeSource, sha256: string): string {
  return path.join(content, SHARED_TYPES, `${source}-${sha256.slice(0, 16)}.txt.zst`);
}

export const SHARED_TYPES = 'type-tables';

export function driversFolder(content: string): string {
  return path.join(content, 'drivers');
}

export function driverFile(content: string, driver: string): string {
  return path.join(driversFolder(content), `${driver}.yaml`);
}

export function documentsFolder(content: string, collection: DocumentCollection): string {
  return path.join(content, collection);
}

export function documentFile(content: string, collection: DocumentCollection, id: string): string {
  return path.join(documentsFolder(content, collection), `${id}.md`);
}

export function generatedFolder(content: string): string {
  return path.join(content, 'generated');
}

/** What is too many for Markdown. */
export function rowsFolder(content: string): string {
  return path.join(generatedFolder(content), 'rows');
}

export function policiesFolder(content: string): string {
  return path.join(content, 'policies');
}

export function vendorFile(content: string, vendor: string): string {
  return path.join(policiesFolder(content), vendor, 'vendor.yaml');
}

export function policyFile(content: string, vendor: string, policy: string): string {
  return path.join(policiesFolder(content), vendor, `${policy}.yaml`);
}

/** @param name as the policy gives it: `lists/<name>` */
export function policyListFile(content: string, vendor: string, name: string): string {
  return path.join(policiesFolder(content), vendor, name);
}

export function interfacePoliciesFolder(content: string): string {
  return path.join(content, 'interface-policies');
}

export function driverSupportFolder(content: string): string {
  return path.join(content, 'driver-support');
}

/** Figures from lists that are not kept here, and where these lists are public. */
export function measuredFolder(content: string): string {
  return path.join(content, 'measured');
}

export function publicListsFile(content: string): string {
  return path.join(measuredFolder(content), 'lists.yaml');
}

export function measuredFile(content: string, list: string): string {
  return path.join(measuredFolder(content), `${list}.json`);
}

/** What lint finds and people know of. */
export function lintExceptionsFile(content: string): string {
  return path.join(content, 'lint-exceptions.yaml');
}
