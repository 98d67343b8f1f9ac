import type { Html } from '../../media/html.ts';

/** A page that is stamped into the shell. */
export interface RenderedPage {
  /** What it is about: the last part of its address. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** URL path, as createUrls makes it. */
  readonly path: string;
  readonly hasPlainPages?: boolean;
  readonly feed?: 'own' | 'plain';
  readonly body: Html;
}
