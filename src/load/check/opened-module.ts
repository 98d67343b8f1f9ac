/** A module as an input gives it. */
import type { KernelModule } from '../../kernel/module.ts';
import type { LoggedRefusal } from '../logged-refusal.ts';
export interface OpenedModule {
  /** The path as it was given. */
  readonly file: string;
  readonly module: KernelModule;
  /** What the input says beyond the module's imports, for people. */
  readonly notes: readonly string[];
  /** What the text says of a kernel that refused it. */
  readonly refusal?: LoggedRefusal;
}
