/** The JSON beside pages of policies (page-json.ts). */
import { z } from 'zod';
import { vendorEntrySchema } from '../entries/vendor.ts';
import { driverSupportEntrySchema, interfacePolicyEntrySchema } from '../../policy/context-record.ts';
import { releaseRef } from '../../history/release-ref.ts';
import { heldListSchema } from '../../policy/drivers-on-lists.ts';
import { jsonFields } from './json-fields.ts';
import { whatIfSchema } from '../../policy/what-if-record.ts';

/** Of pages of policies, `built` is the day on which a source behind them was last read. */
export const vendorJsonSchema = z.object({
  schema: z.literal('kabi-reports/vendor/1'),
  ...jsonFields,
  ...vendorEntrySchema.shape,
});
export type VendorJson = z.infer<typeof vendorJsonSchema>;

const policyShape = vendorEntrySchema.shape.policies.element.shape;

export const policiesJsonSchema = z.object({
  schema: z.literal('kabi-reports/policies/1'),
  ...jsonFields,
  /** Those that are or were in force. */
  policies: z.array(
    z.object({
      vendor: policyShape.vendor,
      id: policyShape.id,
      title: policyShape.title,
      covers: policyShape.covers,
      effective: policyShape.effective,
      promise: policyShape.promise,
      decides: policyShape.decides,
      sources: policyShape.sources,
    }),
  ),
  /** Rules of other interfaces, and what driver makers support. */
  interfaces: z.array(interfacePolicyEntrySchema),
  support: z.array(driverSupportEntrySchema),
});
export type PoliciesJson = z.infer<typeof policiesJsonSchema>;

export const practiceJsonSchema = z.object({
  schema: z.literal('kabi-reports/practice/1'),
  ...jsonFields,
  /** From the releases on file. */
  computed: vendorEntrySchema.shape.practice,
  /** Taken from vendors' own reference files. */
  measured: z.array(
    z.object({
      vendor: policyShape.vendor,
      id: policyShape.id,
      measurements: policyShape.measurements,
      sources: policyShape.sources,
    }),
  ),
});
export type PracticeJson = z.infer<typeof practiceJsonSchema>;

/** All lists, or the one of the page. */
export const driversOnListsJsonSchema = z.object({
  schema: z.literal('kabi-reports/drivers-on-lists/1'),
  ...jsonFields,
  lists: z.array(heldListSchema),
});
export type DriversOnListsJson = z.infer<typeof driversOnListsJsonSchema>;

export const whatIfJsonSchema = z.object({
  ...whatIfSchema.shape,
  ...jsonFields,
  before: releaseRef,
  after: releaseRef,
});
export type WhatIfJson = z.infer<typeof whatIfJsonSchema>;
