/** The JSON twins of pages of policies (twins.ts). */
import { z } from 'zod';
import { vendorEntrySchema } from './generated-policies.ts';
import { driverSupportEntrySchema, interfacePolicyEntrySchema } from '../policy/context-record.ts';
import { releaseRef } from '../history/release-ref.ts';
import { twinFields } from './twin-fields.ts';
import { whatIfSchema } from '../policy/what-if-record.ts';

/** Of pages of policies, `built` is the day on which a source behind them was last read. */
export const vendorTwinSchema = z.object({
  schema: z.literal('kabi-reports/vendor/1'),
  ...twinFields,
  ...vendorEntrySchema.shape,
});
export type VendorTwin = z.infer<typeof vendorTwinSchema>;

const policyShape = vendorEntrySchema.shape.policies.element.shape;

export const policiesTwinSchema = z.object({
  schema: z.literal('kabi-reports/policies/1'),
  ...twinFields,
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
export type PoliciesTwin = z.infer<typeof policiesTwinSchema>;

export const practiceTwinSchema = z.object({
  schema: z.literal('kabi-reports/practice/1'),
  ...twinFields,
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
export type PracticeTwin = z.infer<typeof practiceTwinSchema>;

export const whatIfTwinSchema = z.object({
  ...whatIfSchema.shape,
  ...twinFields,
  before: releaseRef,
  after: releaseRef,
});
export type WhatIfTwin = z.infer<typeof whatIfTwinSchema>;
