/** The small modules that everything else is made from, in C. Each does nothing but refer to, or offer, symbols. */

const HEAD = '#include <linux/module.h>\n#include <linux/kernel.h>\n';
const TAIL = [
  'static int __init start(void) { return run(); }',
  'static void __exit stop(void) { }',
  'module_init(start);',
  'module_exit(stop);',
  '',
].join('\n');

/** Room for other licences: fields are edited in place, and this is the longest one. */
export const LONG_LICENCE = 'GPL and additional rights';

function module(body: string, license = 'GPL', includes = ''): string {
  return `${HEAD}${includes}${body}\n${TAIL}MODULE_LICENSE("${license}");\n`;
}

const REFERENCE = (symbol: string) => `static noinline int run(void) { return ${symbol} == 0; }`;

/** By the name of the module. */
export const SOURCES: Readonly<Record<string, string>> = {
  plain: module('static noinline int run(void) { printk(KERN_DEBUG "hello\\n"); return 0; }'),
  public: module(
    'static volatile unsigned long a = 12;\nstatic noinline int run(void) { printk(KERN_DEBUG "%lu\\n", int_sqrt(a)); return 0; }',
    LONG_LICENCE,
  ),
  gplonly: module(
    'static volatile unsigned long a = 12, b = 18;\nstatic noinline int run(void) { printk(KERN_DEBUG "%lu %lld\\n", gcd(a, b), ktime_get()); return 0; }',
    LONG_LICENCE,
    '#include <linux/gcd.h>\n#include <linux/ktime.h>\n',
  ),
  weakpresent: module(
    'extern unsigned long int_sqrt(unsigned long) __attribute__((weak));\nstatic volatile unsigned long a = 4;\nstatic noinline int run(void) { return int_sqrt ? int_sqrt(a) - 2 : 0; }',
  ),
  weakgpl: module(
    'extern unsigned long gcd(unsigned long, unsigned long) __attribute__((weak));\nstatic volatile unsigned long a = 4;\nstatic noinline int run(void) { return gcd ? gcd(a, a) - 4 : 0; }',
    LONG_LICENCE,
  ),
  weakabsent: module(
    'extern int oracle_no_such(void) __attribute__((weak));\nstatic noinline int run(void) { return oracle_no_such ? oracle_no_such() : 0; }',
  ),
  // Its address is looked at and never called: where the loader passes over the symbol, it is 0.
  absent: module(
    'extern int oracle_no_such(void);\nstatic int (*volatile address)(void) = oracle_no_such;\nstatic noinline int run(void) { return (unsigned long)address == 1; }',
  ),
  dmabuf: module(
    'static volatile int fd = -1;\nstatic noinline int run(void) { struct dma_buf *b = dma_buf_get(fd); if (!IS_ERR(b)) dma_buf_put(b); return 0; }',
    'GPL',
    '#include <linux/dma-buf.h>\n#ifdef ORACLE_NS_STRING\nMODULE_IMPORT_NS("DMA_BUF");\n#else\nMODULE_IMPORT_NS(DMA_BUF);\n#endif\n',
  ),
  provider:
    `${HEAD}int oracle_offer(int); int oracle_offer(int x) { return x; }\nEXPORT_SYMBOL(oracle_offer);\n` +
    `int oracle_gpl(int); int oracle_gpl(int x) { return x; }\nEXPORT_SYMBOL_GPL(oracle_gpl);\nMODULE_LICENSE("${LONG_LICENCE}");\n`,
  user: module(
    `int oracle_offer(int);\n${REFERENCE('oracle_offer(0) + 1')}`.replace('== 0', '== 9'),
    LONG_LICENCE,
  ),
  usergpl: module(
    `int oracle_gpl(int);\n${REFERENCE('oracle_gpl(0) + 1')}`.replace('== 0', '== 9'),
    LONG_LICENCE,
  ),
  userboth: module(
    'int oracle_offer(int);\nstatic volatile unsigned long a = 4;\nstatic noinline int run(void) { printk(KERN_DEBUG "%lu\\n", gcd(a, a)); return oracle_offer(0); }',
    LONG_LICENCE,
    '#include <linux/gcd.h>\n',
  ),
  // modpost refuses to build what exports a symbol of the kernel: the last letter is changed afterwards.
  dupkernel: `${HEAD}unsigned long int_sqrX(unsigned long x);\nunsigned long int_sqrX(unsigned long x) { return x; }\nEXPORT_SYMBOL(int_sqrX);\nMODULE_LICENSE("GPL");\n`,
  common: `${HEAD}int oracle_common;\nint oracle_get(void); int oracle_get(void) { return oracle_common; }\nMODULE_LICENSE("GPL");\n`,
  driverloader: module(
    'static noinline int run(void) { printk(KERN_DEBUG "%lld\\n", ktime_get()); return 0; }',
    'GPL',
    '#include <linux/ktime.h>\n',
  ),
  lve: module(
    'static noinline int run(void) { printk(KERN_DEBUG "%lld\\n", ktime_get()); return 0; }',
    'GPL',
    '#include <linux/ktime.h>\n',
  ),
  ndiswrapper: module(
    'static noinline int run(void) { printk(KERN_DEBUG "%lld\\n", ktime_get()); return 0; }',
    'GPL',
    '#include <linux/ktime.h>\n',
  ),
  livepatched: `${module('static noinline int run(void) { return 0; }')}MODULE_INFO(livepatch, "Y");\n`,
};
