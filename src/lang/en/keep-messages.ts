/** What would have kept the kABI, in English: a text per guard, condition and obstacle. */
import type { Condition, Effort, Guard, Obstacle } from '../../types/keep/guards.ts';

/** Of what is for the whole type or function, and of what is for named members. */
interface StepTexts {
  readonly whole: string;
  readonly named: string;
}

export const keepTexts = {
  heading: 'What would have kept it',
  none: 'No guard keeps any of the {exports} changed exports with a known cause.',
  all: {
    one: '{n} guard keeps {kept} of {exports} changed exports with a known cause ({share}).',
    other: '{n} guards keep {kept} of {exports} changed exports with a known cause ({share}).',
  },
  hiddenAlone: 'Hiding changes from CRCs, without changing the code further, keeps {kept}.',
  placedToo: 'With new members in holes, in reserve or at the end, {kept} stay.',
  step: { one: '{n} guard keeps {kept} ({share}).', other: '{n} guards keep {kept} ({share}).' },
  exact: 'No other guards of that number keep more.',
  bound: 'No {guards} guards keep more than {atMost}; whether others keep more was not tried out.',
  lost: {
    one: '{n} export cannot be kept, because of {causes}.',
    other: '{n} exports cannot be kept, because of {causes}.',
  },
  unexplained: {
    one: 'Of {n} further changed export no cause is known, so nothing says what keeps it.',
    other: 'Of {n} further changed exports no cause is known, so nothing says what keeps them.',
  },
  atMost:
    'Causes come from BTF, which shows more types than genksyms saw: some of the guards may not be needed.',
  guardRows: 'Guards',
  moreGuards: 'Guards of {n} further causes',
  furtherGuards: '{n} more causes, which fewer exports reach: “kabi keep” lists their guards.',
  reach: { one: '{n} export', other: '{n} exports' },
  holding: 'What has to hold: {conditions}',
  drivers: 'Drivers',
  driverKept: {
    one: '{driver}: {n} guard keeps its changed imports ({imports}).',
    other: '{driver}: {n} guards keep its changed imports ({imports}).',
  },
  driverLost: '{driver}: not kept, because of {causes}.',
  macros: 'The guards in the words of each vendor',
  more: { one: '{n} more', other: '{n} more' },
  lies: 'That is {place}.',
  union: 'in a union with what stood there',
  hole: 'in the hole of {size} behind {behind}, offset {offset}',
  padding: 'in the {size} of padding behind {behind}, offset {offset}',
  reserve: 'in the place of {slot} ({size})',
  bytes: { one: '{n} byte', other: '{n} bytes' },
  bits: { one: '{n} bit', other: '{n} bits' },
  heldBy: '{holder} has an object of it inside, so its size cannot change.',
  allocators: '{exports} hands out objects of it; whether others allocate some, the sources tell.',
  noAllocators: 'Who allocates objects of it, the sources tell.',
  effort: {
    hidden: 'Hidden',
    placed: 'Placed elsewhere',
    beside: 'Beside the old one',
    none: 'Not kept',
  } satisfies Record<Effort, string>,
  guards: {
    'hide-change': {
      whole: 'Show the old declaration to genksyms.',
      named: 'Show the old {names} to genksyms.',
    },
    'hide-member': { whole: 'Hide the new member from genksyms.', named: 'Hide {names} from genksyms.' },
    'hide-reserve-use': {
      whole: 'Hide from genksyms what uses the reserve.',
      named: 'Hide {names} from genksyms: it uses reserve.',
    },
    'hide-enumerator': { whole: 'Hide the new enumerator.', named: 'Hide {names} from genksyms.' },
    'hide-end-marker': {
      whole: 'Show the old end marker.',
      named: 'Show the old value of {names}, which only marks the end.',
    },
    'hide-definition': {
      whole: 'Show genksyms the declaration or definition that it saw before, not the new #include.',
      named: 'Show genksyms {names} as it was declared before.',
    },
    'use-reserve': { whole: 'Use reserve.', named: 'Put {names} {place}.' },
    'fill-hole': { whole: 'Fill a hole.', named: 'Put {names} {place}.' },
    extend: { whole: 'Add at the end, hidden.', named: 'Put {names} at the end, hidden from genksyms.' },
    'keep-member': { whole: 'Leave the old member.', named: 'Leave {names} where it was, unused.' },
    'keep-enumerator': { whole: 'Leave the old enumerator.', named: 'Leave {names} in the enum.' },
    'new-callback': {
      whole: 'Leave the old callback type, and add a new one.',
      named: 'Leave {names} as it was, and add a new callback for the new parameters.',
    },
    'new-function': {
      whole: 'Leave the function as it was, and export a new one beside it.',
      named: 'Leave {names} as it was, and export a new function beside it.',
    },
    'new-type': {
      whole: 'Put what is new into a type of its own.',
      named: 'Put {names} into a type of its own, beside the old one.',
    },
  } satisfies Record<Guard, StepTexts>,
  conditions: {
    'same-meaning': 'The place means what older modules take it for.',
    'unset-by-modules':
      'The kernel can stand it unset, or full of rubbish, in objects that older modules allocate.',
    'kernel-allocates': 'Only the kernel allocates objects of it, and no module has one inside its own.',
    'stays-written': 'The kernel goes on writing it if older modules read it.',
    'unknown-value': 'Older modules can stand a value that they do not know.',
    'no-array': 'No array in a shared type is as long as the end marker says.',
    'old-one-works': 'The old one goes on doing what it did.',
    'both-called': 'The kernel calls the old one where a module sets no other.',
    'found-from-old': 'The new object can be found from the old one: by a pointer in reserve, or in a table.',
    'same-layout': 'Size and offsets are the same, which these types do not tell: check with pahole.',
  } satisfies Record<Condition, string>,
  obstacles: {
    'member-moved': {
      whole: 'Members stand in another order or place: older modules read the wrong ones.',
      named: '{names} stands elsewhere: older modules read the wrong place.',
    },
    'other-width': {
      whole: 'The type has another width: older modules read or pass the wrong bytes.',
      named: '{names} has another width in its place: older modules read or write the wrong bytes.',
    },
    renumbered: {
      whole: 'Enumerators have other values: older modules pass the old ones.',
      named: '{names} has another value: older modules pass the old one.',
    },
    'data-retyped': {
      whole: 'The exported data has another type: older modules read the wrong bytes.',
      named: 'The exported data has another type: older modules read the wrong bytes ({names}).',
    },
    'variant-changed': {
      whole: 'A variant of a Rust enum is told in another way.',
      named: '{names} is told in another way: older modules take it for another variant.',
    },
  } satisfies Record<Obstacle, StepTexts>,
};
