import { z } from 'zod';
import { variantField, variantSchema } from '../../../src/kernel/variant-field.ts';
import { API_SCHEMAS } from '../../../src/records/json/api.ts';
import { PAGE_SCHEMAS } from '../../../src/records/json/page-json.ts';
import { REPORT_SCHEMAS } from '../../../src/records/json/report-schemas.ts';
import { movedJsonSchema } from '../../../src/views/frame/moved-files.ts';

/**
 * JSON Schemas of what the commands print with `--format json` of the JSON beside pages, and of /api/v1/, by path below the root of the site. They allow fields
 * that they do not name: reports may gain some.
 */
export function* schemaFiles(): Generator<readonly [name: string, text: string]> {
  const all = { ...REPORT_SCHEMAS, ...PAGE_SCHEMAS, ...API_SCHEMAS, moved: movedJsonSchema };
  for (const [command, schema] of Object.entries(all)) {
    const json = z.toJSONSchema(schema, {
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema === variantField) writeAs(jsonSchema, variantSchema);
        delete jsonSchema.additionalProperties;
      },
    });
    yield [`api/v1/schemas/${command}.json`, `${JSON.stringify(json, null, 2)}\n`];
  }
}

/** Describes what is written in place of what is held in memory. */
function writeAs(described: object, written: z.ZodType): void {
  for (const key of Object.keys(described)) Reflect.deleteProperty(described, key);
  Object.assign(described, z.toJSONSchema(written), { $schema: undefined });
}
